import { inject } from 'vitest';
import { copyDatabase, onServer, type TestDatabase } from './postgres.ts';

export type { TestDatabase };

/** A new, migrated, empty database on this test run's server. */
export const createTestDatabase = (): Promise<TestDatabase> => copyDatabase(inject('postgresUrl'));

/** A database without any table. */
export async function emptyDatabase(name: string): Promise<string> {
  const url = new URL(inject('postgresUrl'));
  await onServer(url.href, (client) => client.query(`CREATE DATABASE ${name} TEMPLATE template0`));
  url.pathname = `/${name}`;
  return url.href;
}
