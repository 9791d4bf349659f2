import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream, ReadStream } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Disk } from 'flydrive';
import { FSDriver } from 'flydrive/drivers/fs';
import { type Storage, StorageError } from '#core/ports/storage.ts';
import { within } from '#core/within.ts';
import { type BucketSettings, readBucketUrl } from './bucket-url.ts';
import type { Bucket } from './storage-s3.ts';

/**
 * The storage that STORAGE_URL names: `file:` and a folder (absolute, or relative to the working directory), or
 * `s3://bucket` with the parameters of bucket-url.ts. Throws an Error with a sentence if the URL is invalid.
 */
export function createStorage(storageUrl: string): Storage {
  if (storageUrl.startsWith('file:')) return folderStorage(folderOf(storageUrl));
  if (storageUrl.startsWith('s3://')) return bucketStorage(readBucketUrl(storageUrl));
  throw new Error('STORAGE_URL must begin with file: or s3://.');
}

function folderOf(storageUrl: string): string {
  // `file:files`, `file:/files` and `file:///files` all work; a URL object would lose the relative form.
  const path = storageUrl.slice('file:'.length).replace(/^\/\/(?=\/)/, '');
  if (path === '') throw new Error('STORAGE_URL names no folder after file:.');
  try {
    return resolve(decodeURIComponent(path));
  } catch (cause) {
    throw new Error('STORAGE_URL cannot be decoded: a % in it is written %25.', { cause });
  }
}

/** Loaded only by a process whose files are in a bucket: its SDK costs one 20 MB. */
function bucketStorage(settings: BucketSettings): Storage {
  let opened: Promise<Bucket> | undefined;
  const bucket = () => {
    opened ??= import('./storage-s3.ts').then(({ openBucket }) => openBucket(settings));
    return opened;
  };
  return {
    ...diskStorage(async () => (await bucket()).disk),
    putStream: (key, stream, { contentType }) =>
      known(key, async () => (await bucket()).upload(key, stream, contentType)),
    keepsVersions: () => guarded('versions', async () => (await bucket()).keepsVersions()),
    list: (prefix, page) => guarded(prefix.replace(/\/$/, ''), async () => (await bucket()).list(prefix, page)),
    tidy: () => guarded('uploads', async () => (await bucket()).abortOldUploads()),
  };
}

function folderStorage(folder: string): Storage {
  const incoming = join(folder, '.incoming');
  const disk = new Disk(new FSDriver({ location: folder, visibility: 'private' }));
  const storage = diskStorage(async () => disk);
  return {
    ...storage,
    // flydrive's getBytes returns the whole backing buffer: an empty file comes back as kilobytes of zeros.
    get: (key) => guarded(key, () => readFile(join(folder, key))),
    // flydrive writes in place and moves by copying, so a crash would leave half a picture; a rename is atomic.
    put: (key, bytes) =>
      guarded(key, async () => {
        const temporary = join(incoming, randomUUID());
        const target = join(folder, key);
        try {
          // Flushed, or a power cut could leave an empty file under a name the database trusts (1.4 ms a picture).
          await inFolder(temporary, () => writeFlushed(temporary, [bytes].flat()));
          // Each request's pictures have a folder of their own, which nearly never exists before.
          await mkdir(dirname(target), { recursive: true });
          await rename(temporary, target);
        } catch (error) {
          await rm(temporary, { force: true });
          throw error;
        }
      }),
    list: (prefix, page) => guarded(prefix.replace(/\/$/, ''), () => listFolder(folder, prefix, page)),
    keepsVersions: async () => false,
    putStream: (key, stream) =>
      known(key, async () => {
        const temporary = join(incoming, randomUUID());
        const target = join(folder, key);
        try {
          await mkdir(incoming, { recursive: true });
          await pipeline(stream, createWriteStream(temporary, { flush: true }));
          await inFolder(target, () => rename(temporary, target));
        } catch (error) {
          await rm(temporary, { force: true });
          throw error;
        }
      }),
    tidy: () => removeOld(incoming),
  };
}

/** No write takes this long: the process that began it is gone. */
const leftBehindMs = 10 * 60_000;

async function removeOld(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    const path = join(folder, name);
    const file = await stat(path).catch(() => undefined); // finished meanwhile
    if (file && Date.now() - file.mtimeMs > leftBehindMs) await rm(path, { force: true });
  }
}

/** Without joining the pieces, which for a picture of some megabytes is a copy of it. */
async function writeFlushed(path: string, pieces: readonly Uint8Array[]): Promise<void> {
  const file = await open(path, 'w');
  try {
    const wanted = pieces.reduce((total, piece) => total + piece.length, 0);
    const { bytesWritten } = await file.writev(pieces);
    // A disk that is full writes what fits, and says why only if it is asked once more.
    if (bytesWritten < wanted) await file.writeFile(Buffer.concat(pieces).subarray(bytesWritten));
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Does the work, and creates the folder only if it turns out to be missing: nearly always it exists. */
async function inFolder(path: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!isMissing(error)) throw error;
    await mkdir(dirname(path), { recursive: true });
    await work();
  }
}

async function listFolder(folder: string, prefix: string, { after, most }: { after: string; most: number }) {
  const entries = await readdir(join(folder, prefix), { recursive: true, withFileTypes: true }).catch((error) => {
    if (isMissing(error)) return [];
    throw error;
  });
  const keys = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((key) => key > after)
    .sort()
    .slice(0, most);
  const found = await Promise.all(keys.map((key) => stat(join(folder, key)).catch(() => undefined)));
  return keys.flatMap((key, index) => {
    const file = found[index]; // none if it was deleted meanwhile
    return file ? [{ key, storedAt: file.mtime }] : [];
  });
}

const joined = (bytes: Uint8Array | readonly Uint8Array[]) =>
  bytes instanceof Uint8Array ? bytes : Buffer.concat(bytes);

type Disked = Omit<Storage, 'list' | 'tidy' | 'keepsVersions' | 'putStream'>;

function diskStorage(disk: () => Promise<Disk>): Disked {
  return {
    put: (key, bytes, { contentType }) =>
      guarded(key, async () => (await disk()).put(key, joined(bytes), { contentType })),
    get: (key) =>
      guarded(key, async () => {
        const bytes = await (await disk()).getBytes(key);
        return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      }),
    stream: (key) =>
      guarded(key, async () => {
        const stream = await (await disk()).getStream(key);
        // A missing file shows only on opening; S3 has answered by now.
        if (stream instanceof ReadStream) await once(stream, 'open');
        return stream;
      }),
    exists: (key) => guarded(key, async () => (await disk()).exists(key)),
    async delete(keys) {
      // One request per key, 16 at once: S3's bulk deletion is missing or different in several compatible stores.
      const waiting = [...keys];
      const worker = async () => {
        for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) await deleteOne(disk, key);
      };
      await Promise.all(Array.from({ length: Math.min(16, keys.length) }, worker));
    },
  };
}

const deleteOne = (disk: () => Promise<Disk>, key: string) => guarded(key, async () => (await disk()).delete(key));

/** For one whole file: a store that trickles is as bad as one that is silent. */
const patienceMs = 30_000;

// No segment begins with a dot, so a key can neither leave the folder nor reach `.incoming`.
const keyPattern = /^[\w-][\w.-]*(\/[\w-][\w.-]*)*$/;

const guarded = <Result>(key: string, work: () => Promise<Result>) => known(key, () => within(patienceMs, work()));

/** Without a limit of time, for what goes on as long as its source does. */
async function known<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
  if (!keyPattern.test(key)) throw new StorageError('bad_key', `"${key}" cannot be a storage key.`);
  try {
    return await work();
  } catch (error) {
    if (isMissing(error)) throw new StorageError('not_found', `There is no file "${key}".`, { cause: error });
    throw new StorageError('unavailable', `The storage could not serve "${key}".`, { cause: error });
  }
}

/** ENOENT of a folder, NoSuchKey of S3; flydrive wraps both. A missing bucket is a different error, not reported as this one. */
function isMissing(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('code' in error && error.code === 'ENOENT') return true;
  return error.name === 'NoSuchKey' || isMissing(error.cause);
}
