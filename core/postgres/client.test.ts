import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '#test/database.ts';
import { createDatabase } from '../database/client.ts';
import { createClient, createPool } from './client.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

/** New connections may only read, as at a primary that became a replica; `disconnect` closes existing ones, and waits until they are. */
async function setReadOnly(on: boolean, { disconnect }: { disconnect: boolean }) {
  const operator = createClient(database.url, 'job');
  await operator.connect();
  await operator.query('SET default_transaction_read_only = off');
  const name = new URL(database.url).pathname.slice(1);
  await operator.query(`ALTER DATABASE "${name}" SET default_transaction_read_only = ${on ? 'on' : 'off'}`);
  if (disconnect)
    await operator.query(
      'SELECT pg_terminate_backend(pid, 20000) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
    );
  await operator.end();
}

test('a connection that only reads is let go of at the first write', async () => {
  const db = createDatabase(database.url, 'job');
  const pool = createPool(database.url, { purpose: 'job', max: 1 });
  const byPrisma = () => db.$executeRaw`DELETE FROM schedules`;
  const inTransaction = () => db.$transaction(async (tx) => tx.$executeRaw`DELETE FROM schedules`);
  const byPool = async () => {
    const client = await pool.connect();
    try {
      await client.query('DELETE FROM schedules');
    } finally {
      client.release();
    }
  };
  try {
    for (const write of [byPrisma, inTransaction, byPool]) {
      await setReadOnly(true, { disconnect: true });
      await expect(write()).rejects.toThrow(/read-only/);
      await setReadOnly(false, { disconnect: false });
      await write().catch(() => undefined); // on the connection that is left
      await write();
    }
  } finally {
    await setReadOnly(false, { disconnect: false });
    await db.$disconnect();
    await pool.end();
  }
});
