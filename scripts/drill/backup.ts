import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { foundIn } from '#test/search/found-in.ts';
import { needle } from '#test/search/needles.ts';
import { searchFolder } from '#test/search/places.ts';

/** A copy of a database, as operators keep them, and how it was made. */
export interface Backup {
  how: string;
  /** Whether this stands anywhere in it, in any form in which programs write words down. */
  holds(word: string): Promise<boolean>;
}

/** The data folder of a stopped server, file by file: every version of a row that is not yet vacuumed away, and the log of all changes. */
export async function copyOfFolder(folder: string, to: string): Promise<Backup> {
  // The server accepts a folder of its own account's only; Node's own copying loses whose it is.
  execFileSync('cp', ['-Rp', folder, to]);
  return {
    how: 'a copy of the stopped server’s data folder',
    holds: async (word) => (await searchFolder(to, [needle(word)])).length > 0,
  };
}

/** What pg_dump writes; undefined if it is not on the PATH, or of an older version than the server. */
export async function dumpOf(url: string, file: string): Promise<Backup | undefined> {
  try {
    execFileSync('pg_dump', ['--dbname', url, '--file', file], { stdio: 'ignore' });
  } catch {
    return undefined;
  }
  const text = await readFile(file);
  const holds = async (word: string) => foundIn(text, [needle(word)]).size > 0;
  return { how: 'pg_dump', holds };
}
