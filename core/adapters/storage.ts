import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { ReadStream } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { Disk } from 'flydrive';
import { FSDriver } from 'flydrive/drivers/fs';
import { S3Driver } from 'flydrive/drivers/s3';
import { type Storage, StorageError } from '#core/ports/storage.ts';
import { within } from '#core/within.ts';
import { s3ClientFrom } from './storage-s3.ts';

/**
 * The storage that STORAGE_URL names: `file:` and a folder (absolute, or relative to where the process runs), or
 * `s3://bucket` with the parameters of storage-s3.ts. Throws an Error with a sentence when the URL makes no sense.
 */
export function createStorage(storageUrl: string): Storage {
  if (storageUrl.startsWith('file:')) return folderStorage(folderOf(storageUrl));
  if (storageUrl.startsWith('s3://')) {
    const { bucket, client } = s3ClientFrom(storageUrl);
    // No ACL headers: buckets are private by default, and AWS (ACLs off since 2023) and R2 reject the headers.
    return diskStorage(new Disk(new S3Driver({ bucket, client, visibility: 'private', supportsACL: false })));
  }
  throw new Error('STORAGE_URL must begin with file: or s3://.');
}

function folderOf(storageUrl: string): string {
  // `file:files`, `file:/files` and `file:///files` alike; a URL object would lose the relative form.
  const path = storageUrl.slice('file:'.length).replace(/^\/\/(?=\/)/, '');
  if (path === '') throw new Error('STORAGE_URL names no folder after file:.');
  try {
    return resolve(decodeURIComponent(path));
  } catch (cause) {
    throw new Error('STORAGE_URL cannot be decoded: a % in it is written %25.', { cause });
  }
}

function folderStorage(folder: string): Storage {
  const incoming = join(folder, '.incoming');
  const storage = diskStorage(new Disk(new FSDriver({ location: folder, visibility: 'private' })));
  return {
    ...storage,
    // flydrive's getBytes hands out the whole backing buffer: an empty file comes back as kilobytes of zeros.
    get: (key) => guarded(key, () => readFile(join(folder, key))),
    // flydrive writes in place and moves by copying, so a crash would leave half a picture; a rename is atomic.
    put: (key, bytes) =>
      guarded(key, async () => {
        const temporary = join(incoming, randomUUID());
        const target = join(folder, key);
        try {
          // Flushed, or a power cut could leave an empty file under a name the database trusts (1.4 ms a picture).
          await inFolder(temporary, () => writeFile(temporary, bytes, { flush: true }));
          await inFolder(target, () => rename(temporary, target));
        } catch (error) {
          await rm(temporary, { force: true });
          throw error;
        }
      }),
    tidy: () => removeOld(incoming),
  };
}

/** No writing takes this long: whoever began it is gone. */
const leftBehindMs = 10 * 60_000;

async function removeOld(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    const path = join(folder, name);
    const file = await stat(path).catch(() => undefined); // finished meanwhile
    if (file && Date.now() - file.mtimeMs > leftBehindMs) await rm(path, { force: true });
  }
}

/** Does the work, and makes the folder only where it turns out to be missing: nearly always it is there. */
async function inFolder(path: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!isMissing(error)) throw error;
    await mkdir(dirname(path), { recursive: true });
    await work();
  }
}

function diskStorage(disk: Disk): Storage {
  return {
    put: (key, bytes, { contentType }) => guarded(key, () => disk.put(key, bytes, { contentType })),
    get: (key) =>
      guarded(key, async () => {
        const bytes = await disk.getBytes(key);
        return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      }),
    stream: (key) =>
      guarded(key, async () => {
        const stream = await disk.getStream(key);
        // A file that is not there shows only on opening; S3 has answered by now.
        if (stream instanceof ReadStream) await once(stream, 'open');
        return stream;
      }),
    exists: (key) => guarded(key, () => disk.exists(key)),
    async delete(keys) {
      // One request a key, 16 at once: S3's bulk deletion is missing or different in several compatible stores.
      const waiting = [...keys];
      const worker = async () => {
        for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) await deleteOne(disk, key);
      };
      await Promise.all(Array.from({ length: Math.min(16, keys.length) }, worker));
    },
    // Of an upload that breaks off, S3 keeps nothing.
    tidy: async () => undefined,
  };
}

const deleteOne = (disk: Disk, key: string) => guarded(key, () => disk.delete(key));

/** For one file, whole: a store that trickles is as good as one that is silent. */
const patienceMs = 30_000;

// No segment begins with a dot, so a key can neither climb out of the folder nor meet `.incoming`.
const keyPattern = /^[\w-][\w.-]*(\/[\w-][\w.-]*)*$/;

async function guarded<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
  if (!keyPattern.test(key)) throw new StorageError('bad_key', `"${key}" cannot be a storage key.`);
  try {
    return await within(patienceMs, work());
  } catch (error) {
    if (isMissing(error)) throw new StorageError('not_found', `There is no file "${key}".`, { cause: error });
    throw new StorageError('unavailable', `The storage could not serve "${key}".`, { cause: error });
  }
}

/** ENOENT of a folder, NoSuchKey of S3; flydrive wraps both. A missing bucket is another matter and not told as this. */
function isMissing(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('code' in error && error.code === 'ENOENT') return true;
  return error.name === 'NoSuchKey' || isMissing(error.cause);
}
