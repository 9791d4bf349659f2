import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { setAside } from './log-file.ts';

test('a day’s log is put aside under its date, and deleted after 30 days', async ({ onTestFinished }) => {
  const folder = await mkdtemp(join(tmpdir(), 'upixel-log-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, 'upixel.log');
  const dated = (ms: number) => `upixel-${new Date(Date.now() + ms).toISOString().slice(0, 10)}.log`;
  const dayMs = 24 * 60 * 60_000;
  await writeFile(file, 'of today\n');
  for (const name of ['another-2020-01-01.log', 'upixel-notes.log', dated(-28 * dayMs), dated(-40 * dayMs)])
    await writeFile(join(folder, name), 'old\n');

  setAside(file, new Date());
  expect(await readFile(file, 'utf8')).toBe('of today\n');
  const destination = Object.assign(pino.destination({ dest: file, sync: true }), { file });
  setAside(file, new Date(Date.now() + dayMs));
  destination.reopen(file);
  pino(destination).info('of tomorrow');
  destination.end();
  expect(await readFile(join(folder, dated(0)), 'utf8')).toBe('of today\n');
  expect(await readFile(file, 'utf8')).toContain('of tomorrow');
  expect((await readdir(folder)).sort()).toEqual(
    ['another-2020-01-01.log', 'upixel-notes.log', 'upixel.log', dated(0), dated(-28 * dayMs)].sort(),
  );
});
