import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { freePort } from '#test/free-port.ts';
import { commandOf, isAlive, untilGone } from './processes.ts';
import { start } from './start.ts';

let folder: string;
/** Used by one test after another, as a developer's is; a path with blanks, behind a folder closed to other users. */
let dataDir: string;
const children = new Set<ChildProcess>();
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'upixel-postgres-test-'));
  dataDir = join(folder, 'my project', 'postgres');
});
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

const serverPid = async (dir: string) =>
  Number((await readFile(join(dir, 'cluster/postmaster.pid'), 'utf8')).split('\n')[0]);

/** Starts a server from a separate process. */
async function startElsewhere(options: object): Promise<{ child: ChildProcess; url: string }> {
  const script = join(import.meta.dirname, 'holding-process.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', script, JSON.stringify(options)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.add(child);
  const [line] = await once(child.stdout, 'data');
  return { child, url: String(line).trim() };
}

async function killHard(child: ChildProcess) {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

test('keeps its data and its address from one start to the next, and leaves no process behind', async () => {
  // No connection of another test takes it meanwhile.
  const first = await start({ dataDir, port: await freePort() });
  await query(first.url, 'CREATE TABLE foxes AS SELECT 1 AS id');
  const pid = await serverPid(dataDir);
  expect(await commandOf(pid)).toContain('postgres');
  await Promise.all([first.stop(), first.stop()]);
  expect(isAlive(pid)).toBe(false);

  const second = await start({ dataDir });
  expect(second.url).toBe(first.url);
  expect(await query(second.url, 'SELECT id FROM foxes')).toEqual([{ id: 1 }]);
  expect(await query(second.url, 'SHOW fsync')).toEqual([{ fsync: 'on' }]);
  expect(await query(second.url, 'SHOW listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
  await second.stop();
});

test('asks for the password, which only this user can read', async () => {
  const server = await start({ dataDir });
  const url = new URL(server.url);
  url.password = 'guessed';
  await expect(query(url.href, 'SELECT 1')).rejects.toThrow(/password authentication failed/);
  expect((await stat(join(dataDir, 'settings.json'))).mode & 0o077).toBe(0);
  await server.stop();
});

test('the server stops when its starter is killed, and what was written is there at the next start', async () => {
  const { child, url } = await startElsewhere({ dataDir });
  await query(url, 'CREATE TABLE hares AS SELECT 2 AS id');
  const pid = await serverPid(dataDir);
  await killHard(child);
  const server = await start({ dataDir }); // immediately: the old server may still be shutting down
  expect(await untilGone(pid, 30_000)).toBe(true);
  expect(await query(server.url, 'SELECT id FROM hares')).toEqual([{ id: 2 }]);
  await server.stop();
});

test('takes over from a server that outlived its starter and its guard', async () => {
  const { child } = await startElsewhere({ dataDir });
  const pid = await serverPid(dataDir);
  child.kill('SIGSTOP'); // so that it cannot notice
  const guard = await guardOf(pid);
  process.kill(guard, 'SIGKILL');
  await killHard(child);
  expect(isAlive(pid)).toBe(true);
  const server = await start({ dataDir });
  expect(isAlive(pid)).toBe(false);
  expect(await query(server.url, 'SELECT id FROM hares')).toEqual([{ id: 2 }]);
  await server.stop();
});

test('a folder in use is refused and not harmed', async () => {
  const { child, url } = await startElsewhere({ dataDir });
  await expect(start({ dataDir })).rejects.toThrow(
    `Another UPixel (process ${child.pid}) is running on this data folder`,
  );
  expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await killHard(child);
});

test('starts over notes of processes whose numbers are somebody else’s by now', async () => {
  await (await start({ dataDir })).stop();
  await writeFile(join(dataDir, 'cluster/postmaster.pid'), `${process.pid}\n${join(dataDir, 'cluster')}\n`);
  await writeFile(join(dataDir, 'in-use-by'), `${process.pid} 1`);
  const server = await start({ dataDir });
  await server.stop();
});

test('starts over a set-up that a crash interrupted', async () => {
  const other = join(folder, 'interrupted');
  await mkdir(join(other, 'cluster.new/base'), { recursive: true });
  await writeFile(join(other, 'cluster.new/PG_VERSION'), '18\n');
  const server = await start({ dataDir: other, throwaway: true, persistent: false });
  expect(await query(server.url, 'SHOW fsync')).toEqual([{ fsync: 'off' }]);
  await server.stop();
  expect(existsSync(other)).toBe(false);
});

test('names a port that is taken, and moves on from a remembered one', async () => {
  const remembered = (JSON.parse(await readFile(join(dataDir, 'settings.json'), 'utf8')) as { port: number }).port;
  const busy = createServer();
  await new Promise<void>((done) => busy.listen(remembered, '127.0.0.1', done));
  await expect(start({ dataDir, port: remembered })).rejects.toThrow(`Port ${remembered}`);
  const server = await start({ dataDir });
  expect(new URL(server.url).port).not.toBe(String(remembered));
  await server.stop();
  await new Promise((done) => busy.close(done));
});

test('data of another PostgreSQL are left alone', async () => {
  const file = join(dataDir, 'cluster/PG_VERSION');
  await writeFile(file, '12\n');
  await expect(start({ dataDir })).rejects.toThrow(/made by PostgreSQL 12; this is PostgreSQL \d+/);
  await writeFile(file, '18\n');
});

test('what does not persist is gone after a hard kill too', async () => {
  const other = join(folder, 'fleeting');
  const { child } = await startElsewhere({ dataDir: other, throwaway: true, persistent: false });
  const pid = await serverPid(other);
  const guard = await guardOf(pid);
  await killHard(child);
  expect(await untilGone(guard, 30_000)).toBe(true);
  expect(isAlive(pid)).toBe(false);
  expect(existsSync(other)).toBe(false);
});

/** The shell that watches over a server: its arguments contain the server's number. */
async function guardOf(pid: number): Promise<number> {
  for (let near = pid + 1; near < pid + 500; near++) if ((await commandOf(near)).includes(` sh ${pid} `)) return near;
  throw new Error('The server has no guard.');
}

test('its log holds no row: neither a duplicate’s values nor the statement’s', async () => {
  const { url, stop } = await start({ dataDir });
  await query(url, 'CREATE TABLE people (email text UNIQUE)');
  await query(url, "INSERT INTO people VALUES ('quagga@example.com')");
  await expect(query(url, "INSERT INTO people VALUES ('quagga@example.com')")).rejects.toThrow('duplicate key');
  await stop();
  const log = await readFile(join(dataDir, 'server.log'), 'utf8');
  expect(log).toContain('duplicate key');
  expect(log).not.toContain('quagga');
});
