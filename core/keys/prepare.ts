import { randomBytes } from 'node:crypto';
import { ConfigError } from '../config.ts';
import type { Database } from '../database/client.ts';
import type { Storage } from '../ports/storage.ts';
import { close, keyBytes, openWithAny, type WrappingKeys } from './aead.ts';
import { checkName, readIfThere } from './key-store.ts';

/** Lies beside the keys, to tell whether this is the right store and the right ENCRYPTION_KEY. */
export const check = { name: checkName, words: 'upixel key store 1' };
/** Secrets of the service that lie beside people's keys: of keyed hashes (lookup.ts), and of the pair that signs receipts. */
export const secretNames = ['lookup', 'receipts'] as const;
export type SecretName = (typeof secretNames)[number];

/** Any number, the same in every process: only one prepares a store at a time. */
const lockKey = 7_202_612;

/**
 * Finds out whether the key store is the one that this database's keys lie in, and ENCRYPTION_KEY opens it. A new one is prepared.
 * @throws ConfigError with a sentence; then nobody must be served. StorageError unavailable
 */
export async function prepareKeyStore(db: Database, storage: Storage, wrappingKeys: WrappingKeys): Promise<void> {
  if (await isPrepared(storage, wrappingKeys)) return;
  await db.$transaction(
    async (held) => {
      await held.$executeRaw`SELECT pg_advisory_xact_lock(${lockKey}::bigint)`;
      if (await isPrepared(storage, wrappingKeys)) return;
      const keys = await held.dataKey.count();
      if (keys > 0)
        throw new ConfigError([
          `KEYS_URL leads to a store without keys, and the database names ${keys}: it is another place, or was emptied; bring its backup back`,
        ]);
      for (const name of secretNames) await put(storage, name, close(wrappingKeys[0], randomBytes(keyBytes), name));
      await put(storage, check.name, close(wrappingKeys[0], Buffer.from(check.words), check.name));
    },
    { timeout: 30_000 },
  );
}

const put = (storage: Storage, name: string, bytes: Buffer) =>
  storage.put(name, bytes, { contentType: 'application/octet-stream' });

async function isPrepared(storage: Storage, wrappingKeys: WrappingKeys): Promise<boolean> {
  const found = await readIfThere(storage, check.name);
  if (!found) return false;
  if (!opens(found, wrappingKeys))
    throw new ConfigError([
      'ENCRYPTION_KEY does not open the key store at KEYS_URL: it is another key, or another service’s store',
    ]);
  for (const name of secretNames)
    if (!(await storage.exists(name)))
      throw new ConfigError([`The key store at KEYS_URL has lost its part “${name}”: bring its backup back`]);
  return true;
}

function opens(found: Buffer, wrappingKeys: WrappingKeys): boolean {
  try {
    return openWithAny(wrappingKeys, found, check.name).toString() === check.words;
  } catch {
    return false;
  }
}
