import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase } from '#test/database.ts';
import { startWorld, type World } from '#test/world.ts';
import { expire } from './expire.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld(await createTestDatabase(), { roles: [] });
});
afterAll(() => world.close());

test('what a killed worker left half-written in the store goes with the credits past their time', async () => {
  const incoming = join(world.deps.config.storageUrl.replace('file:', ''), '.incoming');
  await mkdir(incoming, { recursive: true });
  const left = join(incoming, 'left');
  await writeFile(left, 'half a pict');
  const hourAgo = new Date(Date.now() - 3_600_000);
  await utimes(left, hourAgo, hourAgo);
  await expire(world.deps);
  expect(await readdir(incoming)).toEqual([]);
});
