import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { applyFunctions, type FunctionsApplied } from './apply-functions.ts';
import { checksumOf, functionsFolder, listFunctions } from './functions-list.ts';
import { locked, saidBy } from './locked.ts';
import { listMigrations, type Migration, migrationsFolder } from './migrations-list.ts';
import { needPublicSchema } from './public-schema.ts';

/** Prisma's own table, so that `prisma migrate status` agrees with what we do here. */
const bookkeeping = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id varchar(36) PRIMARY KEY NOT NULL, checksum varchar(64) NOT NULL, finished_at timestamptz,
  migration_name varchar(255) NOT NULL, logs text, rolled_back_at timestamptz,
  started_at timestamptz NOT NULL DEFAULT now(), applied_steps_count integer NOT NULL DEFAULT 0)`;

/** A statement of a migration may rewrite a large table; one that takes longer than this hangs. */
const statementMs = 10 * 60_000;
const connectMs = 5_000;

export interface MigrateOptions {
  migrations?: string;
  functions?: string;
  /** In production: leave a newer version's functions alone, because this may be an old process that was restarted. */
  keepNewer?: boolean;
}

export interface Migrated extends FunctionsApplied {
  /** The names of the migrations that were missing. */
  applied: string[];
}

/**
 * Brings the database up to date: first the missing migrations (tables), each in one transaction, then the functions and triggers whose files have
 * changed. Safe to call at every start, from several processes at once and behind a pooler.
 * @throws Error with a sentence if the database cannot be reached, another process changes it for too long, or a change fails
 */
export async function migrate(databaseUrl: string, options: MigrateOptions = {}): Promise<Migrated> {
  const migrations = await listMigrations(options.migrations ?? migrationsFolder);
  const functions = await listFunctions(options.functions ?? functionsFolder);
  const client = new pg.Client({
    connectionString: databaseUrl,
    connectionTimeoutMillis: connectMs,
    query_timeout: statementMs,
    keepAlive: true,
  });
  client.on('error', () => undefined); // a dropped connection fails the query under way, which reports it
  try {
    await client.connect();
  } catch (cause) {
    throw new Error(`The database cannot be reached: ${saidBy(cause)}. Check DATABASE_URL.`, { cause });
  }
  try {
    await needPublicSchema(client);
    const applied = [];
    const known = await appliedNames(client);
    for (const migration of migrations.filter(({ name }) => !known.has(name)))
      if (await apply(client, migration)) applied.push(migration.name);
    return { applied, ...(await applyFunctions(client, functions, { keepNewer: options.keepNewer ?? false })) };
  } finally {
    await client.end();
  }
}

async function appliedNames(client: pg.Client): Promise<Set<string>> {
  const { rows: tables } = await client.query<{ known: boolean }>(
    `SELECT to_regclass('_prisma_migrations') IS NOT NULL AS known`,
  );
  if (!tables[0]?.known) return new Set();
  const { rows } = await client.query<{ migration_name: string }>(
    'SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
  );
  return new Set(rows.map((row) => row.migration_name));
}

/** False if another process was first. */
function apply(client: pg.Client, { name, sql }: Migration): Promise<boolean> {
  return locked(client, `the migration ${name}`, async () => {
    await client.query(bookkeeping);
    if ((await appliedNames(client)).has(name)) return false;
    await client.query(sql);
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, now(), 1)`,
      [randomUUID(), checksumOf(sql), name],
    );
    return true;
  });
}
