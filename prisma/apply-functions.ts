import type pg from 'pg';
import { checksumOf, type FunctionFile } from './functions-list.ts';
import { locked, saidBy } from './locked.ts';

export interface FunctionsApplied {
  /** The names of the functions whose files had changed. */
  functions: string[];
  /** The database follows the files of a newer version than this process's, and was left so. */
  newer: boolean;
}

/** Which files were in force since when; the last row describes the current functions. */
const bookkeeping = `CREATE TABLE IF NOT EXISTS _upixel_function_sets (
  id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, checksum text NOT NULL, files jsonb NOT NULL,
  applied_at timestamptz NOT NULL DEFAULT now())`;

/**
 * Makes the database's functions and triggers match their files, all in one transaction. With `keepNewer`, files that were once in force and have
 * since been replaced are those of an older version: its processes may still start during an update, and must not undo it.
 * @throws Error with a sentence; then nothing was changed
 */
export async function applyFunctions(
  client: pg.Client,
  files: FunctionFile[],
  { keepNewer }: { keepNewer: boolean },
): Promise<FunctionsApplied> {
  const ours = checksumOf(files.map(({ name, checksum }) => `${name} ${checksum}\n`).join(''));
  if ((await newestSet(client))?.checksum === ours) return { functions: [], newer: false };
  return locked(client, 'bringing its functions up to date', async () => {
    await client.query(bookkeeping);
    const newest = await newestSet(client); // again: another process may have been first
    if (newest?.checksum === ours) return { functions: [], newer: false };
    if (keepNewer && (await wasInForce(client, ours))) return { functions: [], newer: true };
    const changed = files.filter(({ name, checksum }) => newest?.files[name] !== checksum);
    await client.query('SET LOCAL check_function_bodies = off'); // they refer to each other, in any order
    for (const { name, sql } of changed) await named(name, client.query(sql));
    await checkBodies(client, changed);
    await client.query('INSERT INTO _upixel_function_sets (checksum, files) VALUES ($1, $2)', [
      ours,
      Object.fromEntries(files.map(({ name, checksum }) => [name, checksum])),
    ]);
    return { functions: changed.map(({ name }) => name), newer: false };
  });
}

interface FunctionSet {
  checksum: string;
  /** The checksum of each file by the function's name. */
  files: Record<string, string>;
}

async function newestSet(client: pg.Client): Promise<FunctionSet | undefined> {
  const { rows: tables } = await client.query<{ known: boolean }>(
    `SELECT to_regclass('_upixel_function_sets') IS NOT NULL AS known`,
  );
  if (!tables[0]?.known) return undefined;
  const { rows } = await client.query<FunctionSet>(
    'SELECT checksum, files FROM _upixel_function_sets ORDER BY id DESC LIMIT 1',
  );
  return rows[0];
}

async function wasInForce(client: pg.Client, checksum: string): Promise<boolean> {
  const { rows } = await client.query('SELECT 1 FROM _upixel_function_sets WHERE checksum = $1 LIMIT 1', [checksum]);
  return rows.length > 0;
}

/** Checks that PostgreSQL would have made at each creation, now that everything the functions refer to exists. */
async function checkBodies(client: pg.Client, files: FunctionFile[]): Promise<void> {
  await client.query('SET LOCAL check_function_bodies = on');
  const check = `SELECT CASE l.lanname WHEN 'plpgsql' THEN plpgsql_validator(p.oid) ELSE fmgr_sql_validator(p.oid) END
    FROM pg_proc p JOIN pg_language l ON l.oid = p.prolang
    WHERE p.proname = $1 AND p.pronamespace = current_schema()::regnamespace`;
  for (const { name } of files) await named(name, client.query(check, [name]));
}

const named = <T>(name: string, query: Promise<T>): Promise<T> =>
  query.catch((cause: unknown) => {
    throw new Error(`${name}: ${saidBy(cause)}`, { cause });
  });
