import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createTestDatabase } from './database.ts';
import { freePort } from './free-port.ts';
import { startCommand } from './process.ts';
import { inProof } from './proof.ts';
import { startWorld } from './world.ts';

const root = resolve(import.meta.dirname, '..');
const portNames = ['PORT', 'BOTS_PORT', 'WORKER_PORT', 'METRICS_PORT', 'SANDBOX_PORT'] as const;
let dataDir: string;
let ports: Record<(typeof portNames)[number], string>;
const running = new Set<ChildProcess>();

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'upixel-start-'));
  // Six consecutive ports for the sandbox, from a range that the system does not assign itself.
  const base = 20_000 + (process.pid % 1000) * 10;
  const free = async () => String(await freePort());
  ports = {
    PORT: await free(),
    BOTS_PORT: await free(),
    WORKER_PORT: await free(),
    METRICS_PORT: await free(),
    SANDBOX_PORT: String(base),
  };
});
afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

/** `npm start` as a newcomer runs it: only the settings that keep it from disturbing others are set. */
function npmStart(env: Record<string, string> = {}) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'main.ts'], {
    cwd: root,
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', UPIXEL_DATA_DIR: dataDir, ...ports, ...env },
  });
  running.add(child);
  let said = '';
  const ended = new Promise<number | null>((done) => child.once('exit', (code) => done(code)));
  const shows = new Promise<string>((done) => {
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => {
        said += String(chunk);
        if (said.includes('Ctrl-C stops it')) done(said);
      });
  });
  return {
    child,
    shows: Promise.race([shows, ended.then((code) => `${said}\nended with ${code}`)]),
    ended,
    said: () => said,
  };
}

const url = (port: string, path = '/') => `http://127.0.0.1:${port}${path}`;
const serves = (address: string) =>
  fetch(address).then(
    (response) => response.status,
    () => 0,
  );

test('starts everything, says where it is, goes on with the same data after a crash, and stops with Ctrl-C', async () => {
  const killed = npmStart({ ADMIN_EMAILS: 'ada@example.com' });
  const table = await killed.shows;
  for (const name of ['Playground', 'Web', 'API', 'Queues', 'Mailbox', 'Stripe']) expect(table).toContain(name);
  expect(table).toMatch(/ADMIN_EMAILS is set and no longer read.*npm run operator:add/);
  expect(await serves(url(ports.PORT, '/health/ready'))).toBe(200);
  expect(await serves(url(ports.BOTS_PORT, '/health/ready'))).toBe(200);
  expect(await serves(url(ports.WORKER_PORT, '/health/ready'))).toBe(200);
  expect(await serves(url(ports.METRICS_PORT, '/metrics'))).toBe(200);
  expect(await serves(url(ports.PORT))).toBe(200);
  expect(await serves(url(ports.PORT, '/queues'))).toBe(200);
  expect(await serves(url(ports.SANDBOX_PORT))).toBe(200);
  expect(await serves(url(ports.SANDBOX_PORT, '/mailbox'))).toBe(200);
  killed.child.kill('SIGKILL');
  await killed.ended;

  const recovered = npmStart();
  expect(await recovered.shows).toContain('UPixel is up');
  recovered.child.kill('SIGINT');
  expect(await recovered.ended).toBe(0);
  for (const port of Object.values(ports)) expect(await serves(url(port))).toBe(0);
}, 120_000);

test.runIf(inProof)(
  'stops when its terminal is closed',
  async () => {
    const started = npmStart();
    expect(await started.shows).toContain('UPixel is up');
    started.child.kill('SIGHUP');
    expect(await started.ended).toBe(0);
  },
  60_000,
);

/** Anything that holds a port. */
async function block(port: string) {
  const blocker = createServer();
  await new Promise<void>((done) => blocker.listen(Number(port), '127.0.0.1', done));
  return () => new Promise((done) => blocker.close(done));
}

test.runIf(inProof).each(['PORT', 'SANDBOX_PORT'] as const)(
  'a busy %s is a sentence that names it',
  async (name) => {
    const free = await block(ports[name]);
    const refused = npmStart();
    expect(await refused.ended).toBe(1);
    // What it says last may be read after it has ended.
    await expect.poll(refused.said).toContain(`Port ${ports[name]}`);
    await expect.poll(refused.said).toContain(name);
    await free();
  },
  60_000,
);

/** The bundle, which reads no sources: a start of `npm start` takes ten seconds of a core. */
const startBundle = (env: Record<string, string>) =>
  startCommand([process.execPath, 'dist/main.js'], { cwd: root, env });

// BOTS_PORT: see bots/slack/start.test.ts, without a whole start.
test('where it cannot listen is a sentence that names the setting: a busy PORT, a host that is none of ours', async () => {
  const world = await startWorld(await createTestDatabase(), { roles: [] });
  const free = await block(ports.PORT);
  try {
    const { PORT } = ports;
    await expect(startBundle({ ...world.env, PORT })).rejects.toThrow(
      new RegExp(`ended with 1.*Port ${PORT}.*PORT`, 's'),
    );
    await expect(startBundle({ ...world.env, METRICS_HOST: '192.0.2.1' })).rejects.toThrow(
      /ended with 1.*cannot listen on 192\.0\.2\.1.*METRICS_HOST/s,
    );
  } finally {
    await free();
    await world.close();
  }
});

test('in production it names what is missing, and no stand-in starts', async () => {
  const refused = await startBundle({ NODE_ENV: 'production' }).catch(String);
  expect(refused).toContain('ended with 1');
  for (const name of [
    'DATABASE_URL',
    'DISCORD_TOKEN',
    'SLACK_SIGNING_SECRET',
    'REPLICATE_API_TOKEN',
    'STRIPE_SECRET_KEY',
    'PUBLIC_URL',
  ])
    expect(refused).toContain(name);
  expect(await serves(url(ports.SANDBOX_PORT))).toBe(0);
});
