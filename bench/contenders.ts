import { setTimeout as sleep } from 'node:timers/promises';
import { roles } from '../roles.ts';
import { type Pictures, usualModelTimeMs } from './answers.ts';
import { cpuMs, postgresCpu } from './cpu.ts';
import { startProgram } from './processes.ts';
import { type Backend, type Servers, type StandInOptions, type StandIns, startStandIns, startWorld } from './world.ts';

export interface Run {
  servers: Servers;
  quick: boolean;
  profileDir: string | undefined;
  /** What the model answers, except where kinds are measured apart. */
  pictures: Pictures;
  /** Another checkout that is measured beside this one. */
  against: string | undefined;
}

/** The bare bot, this build, and the build of the other checkout. */
export type Name = 'floor' | 'ours' | 'theirs';
export type ByName<T> = Partial<Record<Name, T>>;

/** Somebody who makes pictures, with the vendors and people around them. */
export interface Contender {
  ask: StandIns['ask'];
  /** CPU used so far by each part, in milliseconds. */
  cpu: Record<string, () => number>;
  /** The same of the people and the vendors. */
  others: () => number;
  startWorker(): Promise<void>;
  stop(): Promise<void>;
}

/** 20 trial credits each, so that nobody runs out. */
export const people = 200;

/** What stand-ins are told for a usual run. */
export const usual = ({ profileDir, pictures }: Run): StandInOptions => ({
  answers: { pictures, modelTimeMs: usualModelTimeMs },
  people,
  profileDir,
});

/** What is not as usual. */
export type Around = Pick<StandInOptions, 'latencyMs' | 'chat' | 'inS3'>;

/** The baseline: bench/bare-bot.ts, in its own process. */
async function startBareBot(run: Run, around: Around): Promise<Contender> {
  const standIns = await startStandIns({ ...usual(run), ...around });
  const bot = await startProgram(['--import', 'tsx', 'bench/bare-bot.ts'], standIns.env);
  return {
    ask: standIns.ask,
    cpu: { bot: () => cpuMs(bot.pid) },
    others: () => cpuMs(standIns.pid),
    startWorker: () => Promise.reject(new Error('The bare bot has no worker.')),
    async stop() {
      await bot.kill();
      await standIns.stop();
    },
  };
}

async function startProduct(run: Run, backend: Backend, folder: string | undefined, around: Around) {
  const world = await startWorld({ ...usual(run), ...around, servers: run.servers, backend, folder });
  const ofRole = (role: (typeof roles)[number]) => () =>
    world.processes[role].reduce((total, { pid }) => total + cpuMs(pid), 0);
  const cpu = Object.fromEntries(roles.map((role) => [role, ofRole(role)] as const));
  return {
    ask: world.ask,
    cpu: { ...cpu, PostgreSQL: await postgresCpu(world.databaseUrl) },
    others: () => cpuMs(world.pid),
    startWorker: () => world.startRole('worker'),
    stop: world.stop,
  } satisfies Contender;
}

/** One part of the race: what is measured of one contender is added to its result. */
export type Leg<T> = (contender: Contender, result: T) => Promise<void>;

/**
 * Starts whoever takes part and lets one after the other run each leg, so that what else the machine does, and how warm it is, falls on all
 * alike. Nobody runs while another still works on what came before.
 */
export async function race<T>(
  run: Run,
  backend: Backend,
  names: readonly Name[],
  { legs, result, around = {} }: { legs: readonly Leg<T>[]; result: () => T; around?: Around },
): Promise<ByName<T>> {
  const starters: Record<Name, () => Promise<Contender>> = {
    floor: () => startBareBot(run, around),
    ours: () => startProduct(run, backend, undefined, around),
    theirs: () => startProduct(run, backend, run.against, around),
  };
  const started: Array<{ contender: Contender; result: T }> = [];
  const results: ByName<T> = {};
  try {
    for (const name of names) {
      const own = result();
      results[name] = own;
      started.push({ contender: await starters[name](), result: own });
    }
    for (const leg of legs)
      for (const { contender, result: own } of started) {
        await leg(contender, own);
        await untilIdle(contender);
      }
    return results;
  } finally {
    for (const { contender } of started) await contender.stop();
  }
}

const restMs = 500;
/** A fifth of a core: three processes that have nothing to do look for lost work every two seconds, and use up to a tenth. */
const idleMs = restMs / 5;
const longestRestMs = 90_000;

/** CPU that all parts have used so far, PostgreSQL's left out. */
const ownCpu = ({ cpu: { PostgreSQL, ...own } }: Pick<Contender, 'cpu'>): number =>
  Object.values(own).reduce((total, now) => total + now(), 0);

/** Waits until nothing is left to do for what was posted, a minute and a half at most. `afterMs`: how long there was. */
export async function untilIdle(contender: Pick<Contender, 'cpu'>): Promise<{ usedMs: number; afterMs: number }> {
  const startedAt = performance.now();
  const before = ownCpu(contender);
  const found = { usedMs: 0, afterMs: 0 };
  let last = before;
  // What begins later begins soon.
  for (let quiet = 0; quiet < 3 && found.afterMs < longestRestMs; quiet += 1) {
    await sleep(restMs);
    const now = ownCpu(contender);
    if (now - last >= idleMs) {
      quiet = -1;
      Object.assign(found, { usedMs: now - before, afterMs: performance.now() - startedAt });
    }
    last = now;
  }
  return found;
}
