import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Stores files on disk, so that thousands of images need no memory: beside the state file, or temporarily. */
export function createFileBytes(stateFile: string | undefined) {
  const folder = stateFile ? `${stateFile}.files` : mkdtempSync(join(tmpdir(), 'slack-stand-in-'));
  mkdirSync(folder, { recursive: true });
  return {
    write: (fileId: string, bytes: Buffer) => writeFile(join(folder, fileId), bytes),
    read: (fileId: string): Buffer => readFileSync(join(folder, fileId)),
    remove: (fileId: string) => rm(join(folder, fileId), { force: true }),
    clear() {
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder, { recursive: true });
    },
    close() {
      if (!stateFile) rmSync(folder, { recursive: true, force: true });
    },
  };
}

export type FileBytes = ReturnType<typeof createFileBytes>;
