import pg from 'pg';
import { findFaultyWallets, type LedgerFault } from '#core/credits/audit.ts';
import { createDatabase } from '#core/database.ts';
import { roles } from '../roles.ts';
import type { Felt } from './crowd.ts';
import { startProgram } from './processes.ts';
import { countStatements, logStatements, type StatementCount } from './statements.ts';
import { type Backend, type Servers, startStandIns, startWorld } from './world.ts';

export interface Run {
  servers: Servers;
  quick: boolean;
  profileDir: string | undefined;
}

/** Long enough that all of a burst are at the provider together, short enough to be repeated. */
const modelTimeMs = 250;
/** 20 trial credits each, so that nobody runs out. */
const people = 600;
const warmUp = 60;

export interface Speed {
  /** By commands a second. */
  paced: Record<number, Felt>;
  one: Felt;
  fifty: Felt;
  perMinute: number;
  lost: number;
}

type Ask = Awaited<ReturnType<typeof startStandIns>>['ask'];

async function measureSpeed(ask: Ask, quick: boolean): Promise<Speed> {
  await ask.atOnce(10, warmUp / 10);
  const one = await ask.oneByOne(quick ? 10 : 40);
  const fifty = await ask.atOnce(50, quick ? 1 : 4);
  const paced: Record<number, Felt> = {};
  for (const perSecond of [1, 20, 100])
    paced[perSecond] = await ask.paced(perSecond, quick ? 2 : perSecond === 1 ? 10 : 5);
  const { perMinute, lost } = await ask.sustained(100, quick ? 4 : 10);
  return { paced, one, fifty, perMinute, lost };
}

/** The floor: bench/bare-bot.ts, in its own process, against the same stand-ins. */
export async function bareBotSpeed({ quick, profileDir }: Run): Promise<Speed> {
  const standIns = await startStandIns({ modelTimeMs, people, profileDir });
  const env = { ...standIns.env, PORT: String(standIns.ports.web) };
  const bot = await startProgram(['--import', 'tsx', 'bench/bare-bot.ts'], env);
  try {
    return await measureSpeed(standIns.ask, quick);
  } finally {
    await bot.kill();
    await standIns.stop();
  }
}

export async function speed(run: Run, backend: Backend): Promise<Speed> {
  const world = await startWorld({ servers: run.servers, profileDir: run.profileDir, backend, modelTimeMs, people });
  try {
    return await measureSpeed(world.ask, run.quick);
  } finally {
    await world.stop();
  }
}

export interface Memory {
  wanted: number;
  /** Fewer than wanted where the machine was too busy to bring them there in time. */
  inFlight: number;
  /** Of each process, in megabytes. */
  residentMb: Record<string, number>;
}

/** The first must not be through before the last is there. */
const fillForMs = 120_000;

/** Everything at the provider at once, more than it would ever be: the model takes longer than the whole part. */
export async function memory(run: Run, backend: Backend): Promise<Memory[]> {
  const steps = run.quick ? [0, 300, 1_000] : [0, 1_000, 10_000];
  // Three each, as many as one wallet may have running.
  const world = await startWorld({
    servers: run.servers,
    profileDir: run.profileDir,
    backend,
    modelTimeMs: 290_000,
    people: Math.ceil(10_000 / 3),
  });
  const found: Memory[] = [];
  let inFlight = 0;
  try {
    for (const step of steps) {
      inFlight += await world.ask.fill(step - inFlight, fillForMs);
      const resident = roles.map((role) => [role, world.processes[role].residentMb()] as const);
      found.push({ wanted: step, inFlight, residentMb: Object.fromEntries(resident) });
    }
    return found;
  } finally {
    await world.stop();
  }
}

export interface Traffic {
  generations: number;
  statements: StatementCount[];
  /** Per generation, by route. */
  requests: Record<string, number>;
}

/** With the queue on Redis, so that every statement that reaches PostgreSQL is ours. */
export async function traffic(run: Run): Promise<Traffic> {
  const generations = run.quick ? 10 : 40;
  const { servers } = run;
  const world = await startWorld({
    servers,
    profileDir: run.profileDir,
    backend: 'Redis',
    modelTimeMs,
    people,
    prepareDatabase: (url) => logStatements(url),
  });
  try {
    await world.ask.oneByOne(5); // the first of a process asks for the webhook secret
    await world.ask.clearCalls();
    const statements = await countStatements(servers.postgresLog, () => world.ask.oneByOne(generations));
    const calls = Object.entries(await world.ask.countCalls());
    return {
      generations,
      statements,
      requests: Object.fromEntries(calls.map(([route, count]) => [route, count / generations])),
    };
  } finally {
    await world.stop();
  }
}

export interface Recovery {
  undisturbedMs: number;
  tookMs: number;
  lost: number;
  deliveredTwice: number;
  editedAgain: number;
  paidTwice: number;
  faultyWallets: LedgerFault[];
}

/** Kills the worker when some of fifty pictures are there and the rest are on their way, and starts another. */
export async function recovery(run: Run, backend: Backend): Promise<Recovery> {
  const inFlight = 50;
  const killAfter = 5;
  const world = await startWorld({
    servers: run.servers,
    profileDir: run.profileDir,
    backend,
    modelTimeMs: 1_000,
    people,
  });
  try {
    await world.ask.atOnce(10, 3);
    await world.ask.burst(inFlight, 1);
    const { tookMs: undisturbedMs } = await world.ask.burstOutcome();
    await world.ask.burst(inFlight, killAfter);
    await world.processes.worker.kill();
    await new Promise((done) => setTimeout(done, 500));
    await world.startRole('worker');
    const outcome = await world.ask.burstOutcome();
    const db = createDatabase(world.databaseUrl);
    const faultyWallets = await findFaultyWallets({ db });
    await db.$disconnect();
    return { undisturbedMs, ...outcome, faultyWallets };
  } finally {
    await world.stop();
  }
}

export async function versions(servers: Servers): Promise<string> {
  const client = new pg.Client({ connectionString: servers.postgresUrl });
  await client.connect();
  const { rows } = await client.query<{ server_version: string }>('SHOW server_version');
  await client.end();
  return `Node ${process.versions.node}, PostgreSQL ${rows[0]?.server_version}`;
}
