import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { foundIn } from './found-in.ts';
import type { Needle } from './needles.ts';

/** Opens what is sealed, with the keys there are; undefined if they do not open it, or it is nothing sealed. */
export type Open = (bytes: Buffer) => Promise<Buffer | undefined>;
const opensNothing: Open = async () => undefined;

/** All rows of all tables, PostgreSQL's own excepted: BullMQ's are among them. Read as values, so that nothing is compressed. */
export type Dump = ReadonlyMap<string, readonly unknown[]>;

export async function dumpOf(databaseUrl: string): Promise<Dump> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
    );
    const dump = new Map<string, unknown[]>();
    for (const { name } of tables) {
      const { rows } = await client.query<{ row: unknown }>(`SELECT to_jsonb(t) AS row FROM ${name} t`);
      dump.set(
        name,
        rows.map(({ row }) => row),
      );
    }
    return dump;
  } finally {
    await client.end();
  }
}

/** Which tables hold which of them, as `public.users: ada@example.com`. */
export async function searchDump(dump: Dump, needles: readonly Needle[], open = opensNothing): Promise<string[]> {
  const found: string[] = [];
  for (const [name, rows] of dump) {
    const words = new Set(foundIn(Buffer.from(JSON.stringify(rows)), needles));
    for (const bytes of bytesIn(rows)) {
      const opened = await open(bytes);
      for (const each of [bytes, ...(opened ? [opened] : [])])
        for (const word of foundIn(each, needles)) words.add(word);
    }
    found.push(...[...words].map((word) => `${name}: ${word}`));
  }
  return found;
}

/** Which files hold which of them, in their names or their bytes. */
export async function searchFolder(
  folder: string,
  needles: readonly Needle[],
  open: (bytes: Buffer, path: string) => Promise<Buffer | undefined> = opensNothing,
): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    const bytes = entry.isFile() ? await readIfThere(path) : Buffer.alloc(0);
    const opened = bytes.length > 0 ? await open(bytes, path) : undefined;
    const words = new Set(
      [Buffer.from(path), bytes, ...(opened ? [opened] : [])].flatMap((each) => [...foundIn(each, needles)]),
    );
    found.push(...[...words].map((word) => `${path}: ${word}`));
  }
  return found;
}

/** JSON has bytes as `\\x…`. */
function* bytesIn(value: unknown): Generator<Buffer> {
  if (typeof value === 'string' && value.startsWith('\\x')) yield Buffer.from(value.slice(2), 'hex');
  else if (typeof value === 'object' && value !== null) for (const each of Object.values(value)) yield* bytesIn(each);
}

/** A half-written file that has its own name by now, or was deleted, is found there, or nowhere. */
const readIfThere = (path: string): Promise<Buffer> =>
  readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    return Buffer.alloc(0);
  });
