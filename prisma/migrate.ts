import { createHash, randomUUID } from 'node:crypto';
import pg from 'pg';
import { listMigrations, type Migration, migrationsFolder } from './migrations-list.ts';

/** Any number, the same in every process: only one of them migrates at a time. */
const lockKey = 7_202_611;

/** Prisma's own table, so that `prisma migrate deploy` and `prisma migrate status` agree with what is done here. */
const bookkeeping = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id varchar(36) PRIMARY KEY NOT NULL, checksum varchar(64) NOT NULL, finished_at timestamptz,
  migration_name varchar(255) NOT NULL, logs text, rolled_back_at timestamptz,
  started_at timestamptz NOT NULL DEFAULT now(), applied_steps_count integer NOT NULL DEFAULT 0)`;

/**
 * Applies the migrations that the database does not have yet, each in one transaction. Safe to call at every start and from
 * several processes at once. Throws a sentence where the database cannot be reached or a migration fails.
 */
export async function migrate(databaseUrl: string, folder = migrationsFolder): Promise<{ applied: string[] }> {
  const migrations = await listMigrations(folder);
  const client = new pg.Client({ connectionString: databaseUrl });
  client.on('error', () => undefined); // a connection that drops fails the query under way, which says so
  try {
    await client.connect();
  } catch (cause) {
    throw new Error(`The database cannot be reached: ${reasonOf(cause)}. Check DATABASE_URL.`, { cause });
  }
  try {
    await client.query('SELECT pg_advisory_lock($1)', [lockKey]);
    await client.query(bookkeeping);
    const known = await appliedNames(client);
    const missing = migrations.filter(({ name }) => !known.has(name));
    for (const migration of missing) await apply(client, migration);
    return { applied: missing.map(({ name }) => name) };
  } finally {
    await client.end(); // lets go of the lock
  }
}

async function appliedNames(client: pg.Client): Promise<Set<string>> {
  const { rows } = await client.query<{ migration_name: string }>(
    'SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
  );
  return new Set(rows.map((row) => row.migration_name));
}

async function apply(client: pg.Client, { name, sql }: Migration): Promise<void> {
  const checksum = createHash('sha256').update(sql).digest('hex');
  await client.query('BEGIN');
  try {
    await client.query(sql);
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, now(), 1)`,
      [randomUUID(), checksum, name],
    );
    await client.query('COMMIT');
  } catch (cause) {
    await client.query('ROLLBACK');
    throw new Error(`The database was left as it was, because the migration ${name} fails: ${reasonOf(cause)}`, {
      cause,
    });
  }
}

function reasonOf(error: unknown): string {
  const said = error instanceof Error ? error.message || (error as NodeJS.ErrnoException).code : error;
  return String(said ?? 'no reason given').trim();
}
