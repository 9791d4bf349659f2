import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The maximum number of attachments; the oldest are removed first, as their messages would scroll out of sight. */
const MAX_FILES = 2_000;
const MAX_BYTES = 1024 ** 3;

export interface FileStore {
  put(id: string, bytes: Buffer): void;
  /** Registers a file from an earlier run. */
  adopt(id: string, size: number): void;
  get(id: string): Buffer | undefined;
  delete(id: string): void;
  clear(): void;
  /** Removes files in the directory that belong to nothing any more. */
  sweep(): void;
  /** Waits for pending writes; removes the directory if it is a temporary one. */
  close(): Promise<void>;
}

/** Attachment bytes on disk, so that thousands of pictures need no memory. Without a directory, it uses a temporary one. */
export function createFileStore(directory?: string): FileStore {
  const sizes = new Map<string, number>();
  const writing = new Map<string, { bytes: Buffer; done: Promise<void> }>();
  let total = 0;
  let folder = directory;

  function path(id: string): string {
    if (folder === undefined) folder = mkdtempSync(join(tmpdir(), 'discord-sandbox-'));
    return join(folder, id);
  }

  function forget(id: string) {
    const size = sizes.get(id);
    if (size === undefined) return;
    sizes.delete(id);
    total -= size;
    const pending = writing.get(id)?.done ?? Promise.resolve();
    pending.then(() => rm(path(id), { force: true })).catch(() => {});
  }

  function adopt(id: string, size: number) {
    sizes.set(id, size);
    total += size;
    for (const oldest of sizes.keys()) {
      if (sizes.size <= MAX_FILES && total <= MAX_BYTES) break;
      forget(oldest);
    }
  }

  if (directory !== undefined) mkdirSync(directory, { recursive: true });
  return {
    put(id, bytes) {
      const done = writeFile(path(id), bytes).finally(() => writing.delete(id));
      // A full disk shows as a missing attachment; the upload request has been answered by then.
      done.catch(() => forget(id));
      writing.set(id, { bytes, done });
      adopt(id, bytes.length);
    },
    adopt,
    get(id) {
      if (!sizes.has(id)) return undefined;
      const pending = writing.get(id);
      if (pending) return pending.bytes;
      try {
        return readFileSync(path(id));
      } catch {
        return undefined;
      }
    },
    delete: forget,
    clear() {
      for (const id of [...sizes.keys()]) forget(id);
    },
    sweep() {
      if (folder === undefined) return;
      for (const name of readdirSync(folder)) if (!sizes.has(name)) rmSync(join(folder, name), { force: true });
    },
    async close() {
      await Promise.allSettled([...writing.values()].map(({ done }) => done));
      if (directory === undefined && folder !== undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}
