import { randomUUID } from 'node:crypto';
import { pipeline, type Readable, Transform } from 'node:stream';
import { finished } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import type { Deps } from '../../deps.ts';
import type { KeyOwner } from '../../keys/keys.ts';
import type { Entry } from './entries.ts';

export interface WrittenPart {
  number: number;
  storageKey: string;
  byteLength: number;
}

/** A part is 2 GB at most, with room for the list at its end. */
export const mostPartBytes = 1_950_000_000;

interface Target {
  exportId: string;
  owner: KeyOwner;
  mostBytes: number;
  /** Aborted when there is no time left. */
  signal: AbortSignal;
}

/**
 * Streams the files into zips in the store, one after another: one is open at a time, and of a picture alone all is held in memory. A new part begins where the next file
 * would not fit. Returns the parts, and what could not be opened any more.
 */
export async function writeParts(
  { storage }: Pick<Deps, 'storage'>,
  { exportId, owner, mostBytes, signal }: Target,
  entries: AsyncIterable<Entry>,
): Promise<{ parts: WrittenPart[]; files: number; missing: number }> {
  const parts: WrittenPart[] = [];
  // Whoever begins anew, or at the same time, writes other files: the loser deletes its own.
  const attempt = randomUUID();
  let [files, missing] = [0, 0];
  const begin = () => {
    const storageKey = `exports/${exportId}/${attempt}-${parts.length + 1}.zip`;
    return beginPart(
      (stream) => storage.putStream(storageKey, stream, { contentType: 'application/zip', owner }),
      storageKey,
    );
  };
  let part = begin();
  const end = async () => {
    const byteLength = await part.end();
    parts.push({ number: parts.length + 1, storageKey: part.storageKey, byteLength });
  };
  try {
    for await (const entry of entries) {
      signal.throwIfAborted();
      const file = await entry.open();
      if (!file) {
        missing += 1;
        continue;
      }
      if (part.entries() > 0 && part.written() + (entry.byteLength ?? 0) > mostBytes) {
        await end();
        part = begin();
      }
      await part.add(entry, file);
      files += 1;
    }
    await end();
  } catch (error) {
    part.fail(error);
    throw error;
  }
  return { parts, files, missing };
}

function beginPart(store: (stream: Readable) => Promise<void>, storageKey: string) {
  const zip = new ZipFile();
  let [written, entries] = [0, 0];
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      written += chunk.length;
      done(null, chunk);
    },
  });
  zip.on('error', (error: Error) => counted.destroy(error));
  pipeline(zip.outputStream, counted, () => undefined); // whoever stores it is told of an error
  const stored = store(counted);
  stored.catch(() => undefined); // awaited below, perhaps after it fails
  return {
    storageKey,
    written: () => written,
    entries: () => entries,
    async add({ name, compress }: Entry, file: Readable): Promise<void> {
      entries += 1;
      // The library keeps each entry to the end; a stream that it kept would hold its last 64 KiB.
      let source: Readable | undefined = file;
      zip.addReadStreamLazy(name, { compress }, (give) => source && give(null, source));
      try {
        await Promise.race([finished(file), stored]);
      } finally {
        file.destroy();
        source = undefined;
      }
    },
    async end(): Promise<number> {
      zip.end();
      await stored;
      return written;
    },
    fail: (error: unknown) => counted.destroy(error instanceof Error ? error : new Error('The export was given up.')),
  };
}
