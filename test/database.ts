import pg from 'pg';
import { inject } from 'vitest';
import { copyDatabase, type TestDatabase } from './postgres.ts';

export type { TestDatabase };

/** A new, migrated, empty database on the server of this test run. */
export const createTestDatabase = (): Promise<TestDatabase> => copyDatabase(inject('postgresUrl'));

/** A database without any table. */
export async function emptyDatabase(name: string): Promise<string> {
  const url = new URL(inject('postgresUrl'));
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  await client.query(`CREATE DATABASE ${name} TEMPLATE template0`);
  await client.end();
  url.pathname = `/${name}`;
  return url.href;
}
