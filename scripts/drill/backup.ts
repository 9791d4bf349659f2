import { execFileSync } from 'node:child_process';
import { readdir, readFile, stat } from 'node:fs/promises';

/** A copy of a database, as operators keep them, and how it was made. */
export interface Backup {
  how: string;
  /** Whether these bytes stand anywhere in it. */
  holds(word: string): Promise<boolean>;
}

/** The data folder of a stopped server, file by file: every version of a row that is not yet vacuumed away, and the log of all changes. */
export async function copyOfFolder(folder: string, to: string): Promise<Backup> {
  // The server accepts a folder of its own account's only; Node's own copying loses whose it is.
  execFileSync('cp', ['-Rp', folder, to]);
  return { how: 'a copy of the stopped server’s data folder', holds: (word) => isUnder(to, word) };
}

/** What pg_dump writes; undefined if it is not on the PATH, or of an older version than the server. */
export async function dumpOf(url: string, file: string): Promise<Backup | undefined> {
  try {
    execFileSync('pg_dump', ['--dbname', url, '--file', file], { stdio: 'ignore' });
  } catch {
    return undefined;
  }
  const text = await readFile(file);
  // In a dump a bytea column is hexadecimal.
  const holds = async (word: string) => text.includes(word) || text.includes(Buffer.from(word).toString('hex'));
  return { how: 'pg_dump', holds };
}

async function isUnder(folder: string, word: string): Promise<boolean> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = `${entry.parentPath}/${entry.name}`;
    if ((await stat(path)).size > 0 && (await readFile(path)).includes(word)) return true;
  }
  return false;
}
