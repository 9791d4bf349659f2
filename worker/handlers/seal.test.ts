import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { identify } from '#core/accounts/identify.ts';
import { createStorage } from '#core/adapters/storage.ts';
import { findAsset } from '#core/assets/find-asset.ts';
import { listAssets } from '#core/assets/list-assets.ts';
import { beginSealing, sealingState } from '#core/keys/sealing.ts';
import { buildGeneration } from '#test/builders/generation.ts';
import { buildGuestOfBefore } from '#test/builders/guest.ts';
import { buildOwnPicture } from '#test/builders/own-picture.ts';
import { buildUser, type TestUser } from '#test/builders/user.ts';
import { createTestDatabase } from '#test/database.ts';
import { startWorld, type World } from '#test/world.ts';
import { seal } from './seal.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld(await createTestDatabase(), { roles: ['api'] });
});
afterAll(() => world.close());

const onDisk = (key: string) => readFile(join(world.deps.config.storageUrl.replace('file:', ''), key));
const picture = Buffer.from('a picture, as the provider made it');

/** What a database and a folder look like that were written before there was sealing. */
async function writtenBefore(user: TestUser) {
  const { deps } = world;
  const before = { ...deps, keys: { ...deps.keys, sealing: async () => false } };
  const made = await buildGeneration(before, user, { prompt: 'a fox of long ago', images: 2 });
  const own = await buildOwnPicture(before, user, { title: 'a scan of a fox' });
  const assets = await deps.db.asset.findMany({ where: { id: { in: [...made.assetIds, own.id] } } });
  const keys = assets.flatMap(({ storageKey, thumbnailKey }) => [storageKey, thumbnailKey]);
  const store = createStorage(deps.config.storageUrl);
  for (const key of keys) await store.put(key, picture, { contentType: 'image/png' });
  return { made, own, keys };
}

test('what is older than sealing is read as it is, then sealed where it lies, and read as before', async () => {
  const { deps } = world;
  const ada = await buildUser(deps);
  await deps.db.$executeRaw`UPDATE sealing SET begun_at = NULL, done_at = NULL`;
  const { made, own, keys } = await writtenBefore(ada);
  const words = async () => (await listAssets(deps, ada.userId, { limit: 10 })).map(({ prompt }) => prompt).sort();
  const before = await words();
  expect(before).toEqual(['a fox of long ago', 'a fox of long ago', 'a scan of a fox']);
  expect(await seal(deps)).toBe(0);
  expect(await sealingState(deps)).toMatch(/^ok: not begun, 4 left/);

  await beginSealing(deps.db);
  expect(await sealingState(deps)).toBe('ok: 4 left');
  expect(await seal(deps)).toBeGreaterThan(0);
  const readable = await deps.db.$queryRaw<unknown[]>`
    SELECT prompt FROM generations WHERE prompt <> '' UNION ALL SELECT title FROM assets WHERE title <> ''`;
  expect(readable).toEqual([]);
  for (const key of keys) {
    expect((await onDisk(key)).includes('provider')).toBe(false);
    expect((await deps.storage.get(key)).equals(picture)).toBe(true);
  }
  expect(await words()).toEqual(before);
  expect((await findAsset(deps, { userId: ada.userId, id: own.id, filter: { q: 'SCAN' } }))?.prompt).toBe(
    'a scan of a fox',
  );
  expect(
    (await listAssets(deps, ada.userId, { limit: 10, filter: { q: 'long fox' } })).map(({ id }) => id).sort(),
  ).toEqual([...made.assetIds].sort());

  // Another process may write a readable row for a moment longer: it is not over yet.
  expect(await sealingState(deps)).toBe('ok: 0 left');
  await deps.db.$executeRaw`UPDATE sealing SET begun_at = begun_at - interval '2 minutes', ids_begun_at = ids_begun_at - interval '2 minutes'`;
  await seal(deps);
  expect(await sealingState(deps)).toBe('ok: all');
});

test('ids came a version later: where words are sealed already they wait for their own beginning, and an erased row stays as it is', async () => {
  const { deps } = world;
  await deps.db
    .$executeRaw`UPDATE sealing SET begun_at = now() - interval '1 day', done_at = now(), ids_begun_at = NULL`;
  const [ada, gone] = [await buildGuestOfBefore(deps), await buildGuestOfBefore(deps)];
  const erasedId = `erased:${gone.identityId}`;
  await deps.db.identity.update({ where: { id: gone.identityId }, data: { externalId: erasedId } });
  expect(await seal(deps)).toBe(0);
  expect(await sealingState(deps)).toBe('ok: not begun, 1 left (npm run privacy:seal)');
  await beginSealing(deps.db);
  expect(await seal(deps)).toBe(1);
  expect(await sealingState(deps)).toBe('ok: 0 left');
  expect((await identify(deps, ada.chatUser)).identityId).toBe(ada.identityId);
  expect(await deps.db.identity.findMany({ where: { externalId: { not: null } } })).toMatchObject([
    { externalId: erasedId },
  ]);
});

test('a picture that is deleted while its file is being sealed stays gone', async () => {
  const { deps } = world;
  const ada = await buildUser(deps);
  await deps.db.$executeRaw`UPDATE sealing SET begun_at = now(), done_at = NULL, up_to_at = NULL, up_to_id = NULL`;
  const { made, keys } = await writtenBefore(ada);
  const during = {
    ...deps,
    storage: {
      ...deps.storage,
      async seal(key: string, owner: Parameters<typeof deps.storage.seal>[1]) {
        await deps.db.asset.updateMany({ where: { id: { in: made.assetIds } }, data: { deletedAt: new Date() } });
        await deps.storage.seal(key, owner);
      },
    },
  };
  await seal(during);
  const left = await Promise.all(keys.map((key) => deps.storage.exists(key)));
  expect(left.filter(Boolean)).toHaveLength(2); // the files of the scan
});
