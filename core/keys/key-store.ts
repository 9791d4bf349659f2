import { randomBytes, randomUUID } from 'node:crypto';
import { type Storage, StorageError } from '../ports/storage.ts';
import { close, keyBytes, openWithAny, type WrappingKeys } from './aead.ts';

/**
 * The keys that KEYS_URL holds, each wrapped with ENCRYPTION_KEY. No copy of the database reaches it: whoever has a backup and
 * ENCRYPTION_KEY still has none of these.
 */
export interface KeyStore {
  /** Makes a key under a new random id, and has read it back before it returns. */
  make(): Promise<{ id: string; secret: Buffer }>;
  /** Undefined if it was destroyed, or is lost. @throws StorageError unavailable, also while the whole store is not there; Error if ENCRYPTION_KEY is another one */
  read(id: string): Promise<Buffer | undefined>;
  /** For good: a key of this id is never made again. Destroying one twice is no error. @throws StorageError unavailable */
  destroy(ids: readonly string[]): Promise<void>;
}

/** Lies beside the keys: without it this is not the store, but an empty place where it was, such as a folder whose disk is gone. */
export const checkName = 'check';

const nameOf = (id: string) => `keys/${id}`;
const contentType = 'application/octet-stream';

export function createKeyStore(storage: Storage, wrappingKeys: WrappingKeys): KeyStore {
  async function read(id: string): Promise<Buffer | undefined> {
    const wrapped = await readIfThere(storage, nameOf(id));
    // Taken for lost, it would be replaced for good.
    if (!wrapped) await mustBeThere();
    return wrapped && openWithAny(wrappingKeys, wrapped, nameOf(id));
  }
  async function mustBeThere(): Promise<void> {
    if (!(await storage.exists(checkName)))
      throw new StorageError('unavailable', 'The key store is not where it was: its own part is missing.');
  }
  return {
    read,
    async make() {
      const [id, secret] = [randomUUID(), randomBytes(keyBytes)];
      await storage.put(nameOf(id), close(wrappingKeys[0], secret, nameOf(id)), { contentType });
      // A store that takes writes and keeps nothing would make everything unreadable that is sealed from now on.
      if (!(await read(id))?.equals(secret)) throw new Error('The key store does not give back what it took');
      return { id, secret };
    },
    async destroy(ids) {
      // What is not there is not destroyed.
      await mustBeThere();
      await storage.delete(ids.map(nameOf));
    },
  };
}

export async function readIfThere(storage: Storage, name: string): Promise<Buffer | undefined> {
  try {
    return await storage.get(name);
  } catch (error) {
    if (error instanceof StorageError && error.code === 'not_found') return undefined;
    throw error;
  }
}
