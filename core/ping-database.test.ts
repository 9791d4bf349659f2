import { expect, test } from 'vitest';
import { createTestDatabase } from '#test/database.ts';
import { createDatabase } from './database.ts';
import { pingDatabase } from './ping-database.ts';

test('a database that only reads is not well, though it answers', async () => {
  const database = await createTestDatabase();
  const db = createDatabase(database.url);
  await pingDatabase({ db });
  await db.$executeRawUnsafe(
    `ALTER DATABASE ${new URL(database.url).pathname.slice(1)} SET default_transaction_read_only = on`,
  );
  const replica = createDatabase(database.url);
  await expect(pingDatabase({ db: replica })).rejects.toThrow('only reads');
  await Promise.all([db.$disconnect(), replica.$disconnect()]);
  await database.close();
});
