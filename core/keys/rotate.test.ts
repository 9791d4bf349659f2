import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { buildGuest } from '#test/builders/guest.ts';
import { createTestDatabase } from '#test/database.ts';
import { memoryStorage } from '#test/memory-storage.ts';
import { createDatabase } from '../database/client.ts';
import { createLog } from '../log.ts';
import { createMetrics } from '../metrics/metrics.ts';
import { createSeal } from '../seal.ts';
import type { WrappingKeys } from './aead.ts';
import { createKeyStore } from './key-store.ts';
import { createKeys } from './keys.ts';
import { prepareKeyStore } from './prepare.ts';
import { rotateKeys } from './rotate.ts';
import { createSecrets } from './secrets.ts';
import { openText, sealText, storedTextOf } from './stored-text.ts';

test('ENCRYPTION_KEY is changed step by step: everything opens at each step, and afterwards the old key opens nothing', async () => {
  const database = await createTestDatabase();
  const db = createDatabase(database.url);
  const { storage, files } = memoryStorage();
  const [before, after] = [randomBytes(32), randomBytes(32)];
  const log = createLog('silent');
  /** A process that was started with these. */
  const processWith = async (...wrappingKeys: WrappingKeys) => {
    await prepareKeyStore(db, storage, wrappingKeys);
    const keys = createKeys(
      { db, log, metrics: createMetrics() },
      createKeyStore(storage, wrappingKeys),
      createSecrets(storage, wrappingKeys),
    );
    return { db, log, keys, keyStorage: storage, wrappingKeys };
  };
  const old = await processWith(before);
  const { identityId } = await buildGuest(old);
  const sealed = storedTextOf('', sealText(await old.keys.of({ identityId }), 'a fox'));
  const hash = Buffer.from(await old.keys.lookup('project', 'foxes'));
  const token = new Uint8Array(createSeal(before).close('xoxb-1'));
  await db.workspace.create({ data: { platform: 'slack', externalId: 'T1', botToken: token } });
  await db.workspace.create({
    data: { platform: 'slack', externalId: 'T2', botToken: new Uint8Array(randomBytes(60)) },
  });

  const reads = async (each: typeof old) => {
    expect(await openText(each, sealed)).toBe('a fox');
    expect(hash.equals(await each.keys.lookup('project', 'foxes'))).toBe(true);
  };
  await reads(await processWith(before, after));
  const during = await processWith(after, before);
  await reads(during);
  expect(await rotateKeys(during)).toEqual({ keys: 4, rows: 1 });
  expect(await rotateKeys(during)).toEqual({ keys: 0, rows: 0 });
  await reads(await processWith(after));
  const { botToken } = await db.workspace.findFirstOrThrow({ where: { externalId: 'T1' } });
  expect(createSeal(after).open(botToken ?? Buffer.alloc(0))).toBe('xoxb-1');

  // Run with a wrong other key, it says so.
  const wrong = { ...during, wrappingKeys: [randomBytes(32), randomBytes(32)] as const };
  await expect(rotateKeys(wrong)).rejects.toThrow('neither ENCRYPTION_KEY nor ENCRYPTION_KEY_OTHER opens');

  await expect(processWith(before)).rejects.toThrow('ENCRYPTION_KEY does not open the key store');
  const withOld = createKeyStore(storage, [before]);
  for (const name of files.keys())
    if (name.startsWith('keys/')) await expect(withOld.read(name.slice('keys/'.length))).rejects.toThrow();
  await db.$disconnect();
  await database.close();
});
