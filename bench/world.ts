import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { start as startPostgres } from '#sandbox/postgres/start.ts';
import { freePort } from '#test/free-port.ts';
import { copyDatabase } from '#test/postgres.ts';
import { startRedis } from '#test/redis.ts';
import { migrate } from '../prisma/migrate.ts';
import { type Role, roles } from '../roles.ts';
import { imageEnv } from './image-env.ts';
import { openLine } from './line.ts';
import { type BenchProcess, root, startProgram } from './processes.ts';
import { askChild, type Remote } from './remote.ts';
import type { Crowd, StandInMethods } from './stand-ins.ts';

export type Backend = 'PostgreSQL' | 'Redis';

export interface Servers {
  postgresUrl: string;
  /** PostgreSQL's log, if statements are counted. */
  postgresLog: string;
  hasRedis: boolean;
  /** The URL of an unused Redis database. */
  newRedisUrl(): string;
  stop(): Promise<void>;
}

/** Both configured as in production: everything that was committed, or appended, survives a crash. */
export async function startServers(): Promise<Servers> {
  const dataDir = await mkdtemp(join(tmpdir(), 'upixel-bench-'));
  // Two builds at once, each with several workers; a worker of an older one holds up to 60.
  const postgres = await startPostgres({ dataDir: join(dataDir, 'postgres'), connections: 600 });
  const redis = await startRedis();
  await migrate(postgres.url);
  let used = 0; // of those of test/redis.ts
  return {
    postgresUrl: postgres.url,
    postgresLog: join(dataDir, 'postgres', 'server.log'),
    hasRedis: redis !== undefined,
    newRedisUrl() {
      used += 1;
      return `${redis?.url}/${used}`;
    },
    async stop() {
      await postgres.stop();
      await redis?.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

export interface StandInOptions extends Omit<Crowd, 'slackEventsUrl' | 'places'> {
  /** How much longer a round trip to Discord or Replicate takes, and one from there; 0 if omitted. */
  latencyMs?: number;
  /** Where each process writes its CPU profile when it ends. */
  profileDir?: string | undefined;
}

const profiling = (dir: string | undefined) => (dir ? ['--cpu-prof', `--cpu-prof-dir=${dir}`] : []);

export interface StandIns {
  ask: Remote<StandInMethods>;
  pid: number;
  /** Where the vendors are, and where they expect whoever is measured. */
  env: Record<string, string>;
  /** The product's own address, as the vendors reach it. */
  publicUrl: string;
  stop(): Promise<void>;
}

export async function startStandIns({ profileDir, latencyMs = 0, ...crowd }: StandInOptions): Promise<StandIns> {
  const [discord, replicate, web] = [await openLine(latencyMs), await openLine(latencyMs), await openLine(latencyMs)];
  const botsPort = await freePort();
  const slackEventsUrl = `http://127.0.0.1:${botsPort}/slack/events`;
  const given: Crowd = { ...crowd, slackEventsUrl, places: { discord, replicate } };
  const program = await startProgram(
    [...profiling(profileDir), '--import', 'tsx', 'bench/stand-ins.ts', JSON.stringify(given)],
    {},
  );
  const ask = askChild<StandInMethods>(program.child);
  return {
    ask,
    pid: program.pid,
    env: {
      ...(await ask.env()),
      PORT: String(web.port),
      BOTS_PORT: String(botsPort),
      PUBLIC_URL: web.address,
    },
    publicUrl: web.address,
    async stop() {
      await ask.close();
      program.child.disconnect();
      await once(program.child, 'exit');
      for (const line of [discord, replicate, web]) await line.close();
    },
  };
}

/** The product in three processes, against stand-ins in a fourth, with its own database. */
export interface World extends Pick<StandIns, 'ask'> {
  /** The process of the stand-ins, and of the people. */
  pid: number;
  databaseUrl: string;
  /** Where its pages are. */
  publicUrl: string;
  /** The worker's may be several. */
  processes: Record<Role, BenchProcess[]>;
  startRole(role: Role): Promise<void>;
  stop(): Promise<void>;
}

export interface WorldOptions extends StandInOptions {
  servers: Servers;
  backend: Backend;
  /** Another checkout, already built, that runs instead of this one. */
  folder?: string | undefined;
  prepareDatabase?: (url: string) => Promise<void>;
}

/** For another build an empty one, which it brings to its own version when it starts. */
function newDatabase(postgresUrl: string, folder: string | undefined) {
  const template = new URL(postgresUrl);
  if (folder) template.pathname = '/template1';
  return copyDatabase(template.href);
}

export async function startWorld({
  servers,
  backend,
  folder,
  prepareDatabase,
  ...options
}: WorldOptions): Promise<World> {
  const dataDir = await mkdtemp(join(tmpdir(), 'upixel-bench-files-'));
  const database = await newDatabase(servers.postgresUrl, folder);
  await prepareDatabase?.(database.url);
  const standIns = await startStandIns(options);
  const env = {
    ...(await imageEnv(folder ?? root)),
    ...standIns.env,
    UPIXEL_DATA_DIR: dataDir,
    DATABASE_URL: database.url,
    ENCRYPTION_KEY: randomBytes(32).toString('hex'),
    // `production` would insist on every vendor's real keys.
    NODE_ENV: 'test',
    // What is measured beside it has no such check, and each would be a run of its own.
    NSFW_CHECK: 'off',
    // Nobody here has paid, and everybody continues for longer than a day's free credits last.
    UNPAID_CREDITS_PER_DAY: '1000000000',
    UNPAID_CREDITS_PER_WORKSPACE: '1000000000',
    // All of them are in one server, and it is measured how many it takes.
    REQUESTS_PER_MINUTE: '1000000000',
    REQUESTS_PER_MINUTE_OF_PLACE: '1000000000',
    ...(backend === 'Redis' ? { REDIS_URL: servers.newRedisUrl() } : {}),
  };
  const startOne = (role: Role) =>
    startProgram(['--enable-source-maps', ...profiling(options.profileDir), 'dist/main.js', role], env, folder ?? root);
  const processes: World['processes'] = { api: [], worker: [], bots: [] };
  for (const role of roles) processes[role].push(await startOne(role));
  return {
    ask: standIns.ask,
    pid: standIns.pid,
    databaseUrl: database.url,
    publicUrl: standIns.publicUrl,
    processes,
    async startRole(role) {
      processes[role].push(await startOne(role));
    },
    async stop() {
      for (const role of roles) await Promise.all(processes[role].map((one) => one.stop()));
      await standIns.stop();
      await database.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
