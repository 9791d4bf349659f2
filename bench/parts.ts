import pg from 'pg';
import { findFaultyWallets, type LedgerFault } from '#core/credits/audit.ts';
import { createDatabase } from '#core/database/client.ts';
import { roles } from '../roles.ts';
import { type Run, untilIdle, usual } from './contenders.ts';
import { cpuMs } from './cpu.ts';
import { countStatements, logStatements, type StatementCount } from './statements.ts';
import { type Backend, type Servers, startWorld } from './world.ts';

/** Short enough to repeat, one after the other. */
const shortModelTimeMs = [250, 250] as const;

export interface Memory {
  wanted: number;
  /** Fewer than wanted if the machine was too busy to bring them there in time. */
  inFlight: number;
  /** Per process, in megabytes. */
  residentMb: Record<string, number>;
}

/** From here on Discord wants another process. */
export const manyGuilds = 2_500;

/** The first must not finish before the last has arrived. */
const fillForMs = 220_000;

/** Everything at the provider at once, more than there would ever be: the model takes longer than the whole part. */
export async function memory(run: Run, backend: Backend, folder?: string): Promise<Memory[]> {
  // The most is a target of its own, and takes minutes: another build is compared by what comes before.
  const steps = run.quick ? [0, 300, 1_000] : folder ? [0, 1_000] : [0, 1_000, 10_000];
  // Three each, the limit of running requests per wallet.
  const world = await startWorld({
    ...usual(run),
    servers: run.servers,
    backend,
    folder,
    answers: { pictures: run.pictures, modelTimeMs: [290_000, 290_000] },
    people: Math.ceil(10_000 / 3),
  });
  const found: Memory[] = [];
  let inFlight = 0;
  try {
    for (const step of steps) {
      inFlight += await world.ask.fill(step - inFlight, fillForMs);
      const resident = roles.flatMap((role) => world.processes[role].map((one) => [role, one.residentMb()] as const));
      found.push({ wanted: step, inFlight, residentMb: Object.fromEntries(resident) });
    }
    return found;
  } finally {
    await world.stop();
  }
}

/** What the bots need once Discord has told them of every server, and what was new of them is written down. */
export async function manyServers(run: Run, backend: Backend, folder?: string): Promise<number> {
  const world = await startWorld({
    ...usual(run),
    servers: run.servers,
    backend,
    folder,
    people: 1,
    guilds: manyGuilds,
  });
  try {
    const bots = () => world.processes.bots.reduce((total, { pid }) => total + cpuMs(pid), 0);
    await untilIdle({ cpu: { bots } });
    return Math.max(...world.processes.bots.map((one) => one.residentMb()));
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
export async function traffic(run: Run, folder?: string): Promise<Traffic> {
  const generations = run.quick ? 10 : 30;
  const { servers } = run;
  const known = 5;
  const world = await startWorld({
    ...usual(run),
    servers,
    backend: 'Redis',
    folder,
    answers: { pictures: run.pictures, modelTimeMs: shortModelTimeMs },
    people: known,
    prepareDatabase: (url) => logStatements(url),
  });
  try {
    // A process's first request fetches the webhook secret, and who is new costs a wallet, a key and a line about the policy, once.
    await world.ask.oneByOne(2 * known);
    await world.ask.clearCalls();
    const statements = await countStatements(servers.postgresLog, { idleMs: run.quick ? 20_000 : 65_000 }, () =>
      world.ask.oneByOne(generations),
    );
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
    ...usual(run),
    servers: run.servers,
    backend,
    answers: { pictures: run.pictures, modelTimeMs: [1_000, 1_000] },
  });
  try {
    await world.ask.atOnce(10, 3);
    await world.ask.burst(inFlight, 1);
    const { tookMs: undisturbedMs } = await world.ask.burstOutcome();
    await world.ask.burst(inFlight, killAfter);
    for (const worker of world.processes.worker) await worker.kill();
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
