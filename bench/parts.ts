import pg from 'pg';
import { findFaultyWallets, type LedgerFault } from '#core/credits/audit.ts';
import { createDatabase } from '#core/database/client.ts';
import { roles } from '../roles.ts';
import { cpuMs, postgresCpu } from './cpu.ts';
import type { Felt } from './crowd.ts';
import { startProgram } from './processes.ts';
import { countStatements, logStatements, type StatementCount } from './statements.ts';
import { type Backend, type Servers, startStandIns, startWorld } from './world.ts';

export interface Run {
  servers: Servers;
  quick: boolean;
  profileDir: string | undefined;
}

/** Long enough that a whole burst is at the provider together, short enough to repeat. */
const modelTimeMs = 250;
/** 20 trial credits each, so that nobody runs out. */
const people = (quick: boolean) => (quick ? 200 : 600);
/** Everybody twice before anything is measured: who is new costs a wallet, a key and a line about the policy, once. */
const introductions = { atOnce: 50, each: 2 };

export interface Speed {
  /** By commands a second. */
  paced: Record<number, Felt>;
  one: Felt;
  fifty: Felt;
  perMinute: number;
  lost: number;
  /** Of one picture while 100 people ask, in milliseconds. */
  cpu: Record<string, number>;
}

type Ask = Awaited<ReturnType<typeof startStandIns>>['ask'];

async function measureSpeed(ask: Ask, quick: boolean, cpu: Record<string, () => number>): Promise<Speed> {
  await ask.atOnce(introductions.atOnce, (introductions.each * people(quick)) / introductions.atOnce);
  const one = await ask.oneByOne(quick ? 10 : 40);
  const fifty = await ask.atOnce(50, quick ? 1 : 4);
  const paced: Record<number, Felt> = {};
  for (const perSecond of [1, 20, 100])
    paced[perSecond] = await ask.paced(perSecond, quick ? 2 : perSecond === 1 ? 10 : 5);
  const read = () => Object.entries(cpu).map(([name, now]) => [name, now()] as const);
  const before = new Map(read());
  const { perMinute, lost, sent } = await ask.sustained(100, quick ? 4 : 10);
  const each = read().map(([name, now]) => [name, (now - (before.get(name) ?? 0)) / sent] as const);
  return { paced, one, fifty, perMinute, lost, cpu: Object.fromEntries(each) };
}

/** The baseline: bench/bare-bot.ts, in its own process, against the same stand-ins. */
export async function bareBotSpeed({ quick, profileDir }: Run): Promise<Speed> {
  const standIns = await startStandIns({ modelTimeMs, people: people(quick), profileDir });
  const env = { ...standIns.env, PORT: String(standIns.ports.web) };
  const bot = await startProgram(['--import', 'tsx', 'bench/bare-bot.ts'], env);
  try {
    return await measureSpeed(standIns.ask, quick, { bot: () => cpuMs(bot.pid) });
  } finally {
    await bot.kill();
    await standIns.stop();
  }
}

export async function speed(run: Run, backend: Backend): Promise<Speed> {
  const { servers, profileDir } = run;
  const world = await startWorld({ servers, profileDir, backend, modelTimeMs, people: people(run.quick) });
  try {
    const postgres = await postgresCpu(world.databaseUrl);
    const ofRoles = roles.map((role) => [role, () => cpuMs(world.processes[role].pid)] as const);
    return await measureSpeed(world.ask, run.quick, { ...Object.fromEntries(ofRoles), PostgreSQL: postgres });
  } finally {
    await world.stop();
  }
}

export interface Memory {
  wanted: number;
  /** Fewer than wanted if the machine was too busy to bring them there in time. */
  inFlight: number;
  /** Per process, in megabytes. */
  residentMb: Record<string, number>;
}

/** The first must not finish before the last has arrived. */
const fillForMs = 120_000;

/** Everything at the provider at once, more than there would ever be: the model takes longer than the whole part. */
export async function memory(run: Run, backend: Backend): Promise<Memory[]> {
  const steps = run.quick ? [0, 300, 1_000] : [0, 1_000, 10_000];
  // Three each, the limit of running requests per wallet.
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

/** With the queue on Redis, so that all statements that reach PostgreSQL are ours. */
export async function traffic(run: Run): Promise<Traffic> {
  const generations = run.quick ? 10 : 40;
  const { servers } = run;
  const world = await startWorld({
    servers,
    profileDir: run.profileDir,
    backend: 'Redis',
    modelTimeMs,
    people: people(run.quick),
    prepareDatabase: (url) => logStatements(url),
  });
  try {
    await world.ask.oneByOne(5); // a process's first request fetches the webhook secret
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

/** Kills the worker when some of fifty pictures are done and the rest are under way, and starts another. */
export async function recovery(run: Run, backend: Backend): Promise<Recovery> {
  const inFlight = 50;
  const killAfter = 5;
  const world = await startWorld({
    servers: run.servers,
    profileDir: run.profileDir,
    backend,
    modelTimeMs: 1_000,
    people: people(run.quick),
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
