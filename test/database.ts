import { inject } from 'vitest';
import { copyDatabase, type TestDatabase } from './postgres.ts';

/** A new, migrated, empty database on the server of this test run. */
export const createTestDatabase = (): Promise<TestDatabase> => copyDatabase(inject('postgresUrl'));
