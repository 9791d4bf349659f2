import { once } from 'node:events';
import { pipeline, type Readable } from 'node:stream';
import { type Storage, StorageError } from '../ports/storage.ts';
import { readIfThere } from './key-store.ts';
import type { KeyOwner, Keys } from './keys.ts';
import { headBytes, keyOfFile, openFile, openingStream, sealFile, sealingStream } from './sealed-file.ts';

/**
 * The storage as everybody but its adapter sees it: what is put is sealed with its owner's key, and what is read is open. Sizes and checksums are
 * those of the open bytes. Files that are older than sealing are read as they are.
 */
export interface SealedStorage extends Omit<Storage, 'put' | 'putStream'> {
  putStream(key: string, stream: Readable, options: { contentType: string; owner: KeyOwner }): Promise<void>;
  put(key: string, bytes: Uint8Array, options: { contentType: string; owner: KeyOwner }): Promise<void>;
  /** Seals a file that is older than sealing; one that is sealed, or gone, stays as it is. */
  seal(key: string, owner: KeyOwner): Promise<void>;
}

/** The store learns no more than the size. */
const contentType = 'application/octet-stream';

export function sealedStorage(storage: Storage, keys: Keys): SealedStorage {
  return {
    ...storage,
    async put(key, bytes, { owner, ...options }) {
      if (!(await keys.sealing())) return storage.put(key, bytes, options);
      await storage.put(key, sealFile(await keys.of(owner), key, bytes), { contentType });
    },
    async seal(key, owner) {
      const bytes = await readIfThere(storage, key);
      if (bytes === undefined || keyOfFile(bytes) !== undefined) return;
      await storage.put(key, sealFile(await keys.of(owner), key, bytes), { contentType });
    },
    async putStream(key, stream, { owner, ...options }) {
      if (!(await keys.sealing())) return storage.putStream(key, stream, options);
      const sealing = sealingStream(await keys.of(owner), key);
      // Whoever reads the sealed bytes is told of an error by that stream itself.
      pipeline(stream, sealing, () => undefined);
      await storage.putStream(key, sealing, { contentType });
    },
    async get(key) {
      const bytes = await storage.get(key);
      const keyId = keyOfFile(bytes);
      if (keyId === undefined) return bytes;
      return changed(key, async () => openFile(await keyFor(keys, keyId, key), key, bytes));
    },
    async stream(key) {
      const stream = await storage.stream(key);
      const head = await firstBytes(stream, headBytes);
      const keyId = keyOfFile(head);
      if (keyId === undefined) {
        if (head.length > 0) stream.unshift(head);
        return stream;
      }
      try {
        const opening = openingStream(await keyFor(keys, keyId, key), key, head);
        // The reader is told of an error by the stream itself.
        return pipeline(stream, opening, () => undefined);
      } catch (error) {
        stream.destroy();
        throw error;
      }
    },
  };
}

/** @throws StorageError not_found, if the key was destroyed or is lost: the file is as good as gone */
async function keyFor(keys: Keys, keyId: string, key: string) {
  const found = await keys.byId(keyId);
  if (!found) throw new StorageError('not_found', `The key of the file "${key}" is gone.`);
  return found;
}

async function changed(key: string, open: () => Promise<Buffer>): Promise<Buffer> {
  try {
    return await open();
  } catch (cause) {
    if (cause instanceof StorageError) throw cause;
    throw new StorageError('not_found', `The file "${key}" was changed or cut, and cannot be opened.`, { cause });
  }
}

/** The first bytes of a stream; fewer if it ends before. The rest can be read from it as usual. */
async function firstBytes(stream: Readable, count: number): Promise<Buffer> {
  for (;;) {
    const bytes: Buffer | null = stream.read(count) ?? null;
    if (bytes) return bytes;
    if (stream.readableEnded) return Buffer.alloc(0);
    await Promise.race([once(stream, 'readable'), once(stream, 'end')]);
  }
}
