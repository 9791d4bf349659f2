import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from '../../prisma/generated/client.ts';
import { createPool } from '../postgres/client.ts';
import type { Purpose } from '../postgres/limits.ts';
import { keepPool } from './direct.ts';

export type Database = PrismaClient;

/** Connections one process may hold for its own statements; the queue's are extra. */
const poolSize = { person: 10, job: 10, long: 2 } as const satisfies Record<Purpose, number>;

/** `purpose`: how long a statement may take. */
export function createDatabase(databaseUrl: string, purpose: Purpose = 'person'): Database {
  const pool = createPool(databaseUrl, { purpose, max: poolSize[purpose] });
  const client = new PrismaClient({ adapter: new PrismaPg(pool, { disposeExternalPool: true }) });
  keepPool(client, pool);
  return client;
}

/** A process's connections for each purpose, created on first use. */
export function createDatabases(databaseUrl: string): { for(purpose: Purpose): Database; close(): Promise<void> } {
  const made = new Map<Purpose, Database>();
  return {
    for(purpose) {
      const database = made.get(purpose) ?? createDatabase(databaseUrl, purpose);
      made.set(purpose, database);
      return database;
    },
    close: async () => void (await Promise.all([...made.values()].map((database) => database.$disconnect()))),
  };
}
