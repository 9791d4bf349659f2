import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';

/** Every place where one of the words stands: rows of every table of every schema, and files with their names. Bytes are searched, too. */
export async function findTraces(databaseUrl: string, folder: string, words: readonly string[]): Promise<string[]> {
  return [...(await inDatabase(databaseUrl, words)), ...(await inFiles(folder, words))];
}

async function inDatabase(url: string, words: readonly string[]): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
  );
  const found: string[] = [];
  for (const { name } of rows)
    for (const word of words) {
      // A bytea column is shown in hex.
      const hex = Buffer.from(word).toString('hex');
      const hit = await client.query(
        `SELECT 1 FROM ${name} t WHERE strpos(t::text, $1) > 0 OR strpos(t::text, $2) > 0`,
        [word, hex],
      );
      if (hit.rowCount) found.push(`${name}: ${word}`);
    }
  await client.end();
  return found;
}

async function inFiles(folder: string, words: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    const bytes = entry.isFile() ? await readFile(path) : Buffer.alloc(0);
    for (const word of words) if (path.includes(word) || bytes.includes(word)) found.push(`${path}: ${word}`);
  }
  return found;
}
