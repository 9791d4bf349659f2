import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { type Storage, StorageError } from '#core/ports/storage.ts';

/** A store in memory, that hands out streams in uneven chunks. */
export function memoryStorage(chunkBytes = 10_007): { files: Map<string, Buffer>; storage: Storage } {
  const files = new Map<string, Buffer>();
  const get = async (name: string) => {
    const bytes = files.get(name);
    if (!bytes) throw new StorageError('not_found', `There is no file "${name}".`);
    return bytes;
  };
  const storage: Storage = {
    put: async (name, bytes) => void files.set(name, Buffer.concat([bytes].flat())),
    putStream: async (name, stream) => void files.set(name, await buffer(stream)),
    get,
    stream: async (name) => {
      const bytes = await get(name);
      const chunks = Array.from({ length: Math.ceil(bytes.length / chunkBytes) }, (_, nth) =>
        bytes.subarray(nth * chunkBytes, (nth + 1) * chunkBytes),
      );
      return Readable.from(chunks, { objectMode: false });
    },
    exists: async (name) => files.has(name),
    delete: async (names) => names.forEach((name) => void files.delete(name)),
    keepsVersions: async () => false,
    list: async (prefix, { after, most }) =>
      [...files.keys()]
        .filter((name) => name.startsWith(prefix) && name > after)
        .sort()
        .slice(0, most)
        .map((key) => ({ key, storedAt: new Date() })),
    tidy: async () => undefined,
  };
  return { files, storage };
}
