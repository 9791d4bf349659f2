import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it, vi } from 'vitest';
import { keepSaved, readSaved } from './saved-file.ts';

const folder = await mkdtemp(join(tmpdir(), 'saved-file-'));
afterAll(() => rm(folder, { recursive: true }));

it('saves some time after a change and at the end, whole or not at all', async () => {
  const path = join(folder, 'deeper', 'state.json');
  const state = { count: 0 };
  const listeners = new Set<() => void>();
  const change = () => {
    state.count += 1;
    for (const listener of listeners) listener();
  };
  const saving = keepSaved(
    path,
    () => state,
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  );
  expect(readSaved(path, 'Slack')).toBeUndefined();
  change();
  change();
  await vi.waitFor(() => expect(readSaved(path, 'Slack')).toEqual({ count: 2 }), 30_000);
  change();
  saving.close();
  expect(readSaved(path, 'Slack')).toEqual({ count: 3 });
  expect([listeners.size, await readdir(join(folder, 'deeper'))]).toEqual([0, ['state.json']]);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});

it('says whose file cannot be read and what to do, and leaves it as it is', async () => {
  const path = join(folder, 'broken.json');
  await writeFile(path, '{"teams":[');
  expect(() => readSaved(path, 'Slack')).toThrow(
    `The saved Slack sandbox ${path} cannot be read; remove it to start afresh.`,
  );
  expect(await readFile(path, 'utf8')).toBe('{"teams":[');
});
