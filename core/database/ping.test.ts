import { expect, test } from 'vitest';
import { createTestDatabase } from '#test/database.ts';
import { createClient } from '../postgres/client.ts';
import { createQueueBackend, prepareQueueServer } from '../queue/backend.ts';
import { createDatabase } from './client.ts';
import { pingDatabase } from './ping.ts';

test('a database that only reads is not well, though it answers, and is asked anew as soon as it writes', async () => {
  const database = await createTestDatabase();
  const operator = createClient(database.url, 'job');
  await operator.connect();
  const setReadOnly = (value: 'on' | 'off') =>
    operator.query(
      `ALTER DATABASE "${new URL(database.url).pathname.slice(1)}" SET default_transaction_read_only = ${value}`,
    );
  const settings = { redisUrl: undefined, databaseUrl: database.url };
  await prepareQueueServer(settings);
  for (const open of [
    () => {
      const db = createDatabase(database.url);
      return { ping: () => pingDatabase({ db }), close: () => db.$disconnect() };
    },
    () => createQueueBackend(settings),
  ]) {
    await setReadOnly('on');
    const well = open();
    await expect(well.ping()).rejects.toThrow(/read-only|only reads/);
    await setReadOnly('off');
    // Asked more often than an idle connection lasts, while nothing else that writes is sent to us.
    await well.ping();
    await well.close();
  }
  await operator.end();
  await database.close();
});
