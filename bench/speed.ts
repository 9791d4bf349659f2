import { setTimeout as sleep } from 'node:timers/promises';
import { type Pictures, usualModelTimeMs } from './answers.ts';
import {
  type Around,
  type ByName,
  type Contender,
  type Leg,
  type Name,
  people,
  type Run,
  race,
  untilIdle,
} from './contenders.ts';
import { machineBusy } from './cpu.ts';
import { type Felt, warmingMs } from './crowd.ts';
import type { Backend } from './world.ts';

/** A hundred people who ask again as soon as they have their picture. */
export interface Hundred {
  perMinute: number;
  turnedAway: number;
  lost: number;
  lastWords?: string[];
  /** Of one picture until it is posted, in milliseconds, by part. */
  cpu: Record<string, number>;
  /** Of one picture after the last was posted, PostgreSQL's left out; and how long it took until nothing was left to do. */
  later: { cpuMs: number; afterMs: number };
  /** While people asked: the share of the machine's cores that was used, by whomever; and of one core by each part, people and vendors. */
  busy: number;
  cores: Record<string, number>;
}

export interface Speed {
  /** By commands a second. */
  paced: Record<number, Felt>;
  one: Partial<Record<Pictures, Felt>>;
  fifty: Partial<Record<Pictures, Felt>>;
  hundred: Partial<Record<Pictures, Hundred>>;
}

const noSpeed = (): Speed => ({ paced: {}, one: {}, fifty: {}, hundred: {} });

/** A mix is measured by its kinds, pixel art aside. */
const kindsApart = (pictures: Pictures): readonly Pictures[] =>
  pictures === 'mix' ? ['jpeg', 'webp', 'png'] : [pictures];

/** Everybody twice before anything is measured: who is new costs a wallet, a key and a line about the policy, once. */
const meet =
  ({ pictures }: Run): Leg<unknown> =>
  async ({ ask }) => {
    const atOnce = 50;
    await ask.answer({ pictures, modelTimeMs: [50, 150] });
    await ask.atOnce(atOnce, (2 * people) / atOnce);
  };

const answered = (pictures: Pictures) => ({ pictures, modelTimeMs: usualModelTimeMs });

const oneUser =
  (pictures: Pictures, { quick }: Run): Leg<Speed> =>
  async ({ ask }, { one }) => {
    await ask.answer(answered(pictures));
    one[pictures] = await ask.oneByOne(quick ? 5 : 10);
  };

const fiftyAtOnce =
  (pictures: Pictures, { quick }: Run): Leg<Speed> =>
  async ({ ask }, { fifty }) => {
    await ask.answer(answered(pictures));
    fifty[pictures] = await ask.atOnce(50, quick ? 1 : 2);
  };

const hundredUsers =
  (pictures: Pictures, run: Run): Leg<Speed> =>
  async (contender, { hundred }) => {
    hundred[pictures] = await measureHundred(contender, pictures, run);
  };

async function measureHundred(contender: Contender, pictures: Pictures, { quick }: Run): Promise<Hundred> {
  await contender.ask.answer(answered(pictures));
  const read = () => Object.entries(contender.cpu).map(([part, now]) => [part, now()] as const);
  const before = new Map(read());
  const seconds = quick ? 4 : 6;
  const [{ sent, ...made }, load] = await Promise.all([
    contender.ask.sustained(100, seconds),
    loadWithin(contender, seconds),
  ]);
  const cpu = read().map(([part, now]) => [part, (now - (before.get(part) ?? 0)) / sent] as const);
  const { usedMs, afterMs } = await untilIdle(contender);
  return { ...made, cpu: Object.fromEntries(cpu), later: { cpuMs: usedMs / sent, afterMs }, ...load };
}

/** While people ask again and again, without the start and the end. */
async function loadWithin({ cpu, others }: Contender, seconds: number): Promise<Pick<Hundred, 'busy' | 'cores'>> {
  await sleep(warmingMs);
  const read = () =>
    Object.entries({ ...cpu, 'people and vendors': others }).map(([part, now]) => [part, now()] as const);
  const [before, busy] = [new Map(read()), machineBusy()];
  await sleep(seconds * 1_000);
  const shares = read().map(([part, now]) => [part, (now - (before.get(part) ?? 0)) / (seconds * 1_000)] as const);
  return { busy: busy(), cores: Object.fromEntries(shares) };
}

const paced =
  (perSecond: number, { quick, pictures }: Run): Leg<Speed> =>
  async ({ ask }, speed) => {
    await ask.answer(answered(pictures));
    const felt = await ask.paced(perSecond, quick ? 2 : perSecond === 1 ? 10 : 4);
    speed.paced[perSecond] = felt;
    if (felt.lastWords)
      process.stderr.write(`  lost at ${perSecond} a second: ${felt.lost}, who saw ${felt.lastWords.join(' or ')}\n`);
  };

/** What people feel, and what a picture costs. */
export function measureSpeed(run: Run, backend: Backend, names: readonly Name[]): Promise<ByName<Speed>> {
  const legs = [
    meet(run),
    ...kindsApart(run.pictures).flatMap((pictures) => [
      oneUser(pictures, run),
      fiftyAtOnce(pictures, run),
      hundredUsers(pictures, run),
    ]),
    ...[1, 20, 100].map((perSecond) => paced(perSecond, run)),
  ];
  return race(run, backend, names, { legs, result: noSpeed });
}

/** How much longer a round trip to a vendor takes for somebody at the other end of the internet. */
export const farLatencyMs = 80;

/** The same with vendors that are far away. */
export function measureFar(run: Run, backend: Backend, names: readonly Name[]): Promise<ByName<Speed>> {
  const legs = [meet(run), oneUser(run.pictures, run), fiftyAtOnce(run.pictures, run)];
  return race(run, backend, names, { legs, result: noSpeed, around: { latencyMs: farLatencyMs } });
}

/** The same with pictures that go into S3, and with people who ask in Slack. */
const measureIn =
  (around: Around) =>
  (run: Run, backend: Backend, names: readonly Name[]): Promise<ByName<Speed>> => {
    const { pictures } = run;
    const legs = [meet(run), oneUser(pictures, run), fiftyAtOnce(pictures, run), hundredUsers(pictures, run)];
    return race(run, backend, names, { legs, result: noSpeed, around });
  };
export const measureS3 = measureIn({ inS3: true });
export const measureSlack = measureIn({ chat: 'slack' });

/** By the number of workers. */
export type Workers = Record<number, Hundred>;

/** The same world with ever more workers. */
export function measureWorkers(run: Run, backend: Backend, names: readonly Name[]): Promise<ByName<Workers>> {
  const withWorkers =
    (workers: number): Leg<Workers> =>
    async (contender, found) => {
      const running = Math.max(1, ...Object.keys(found).map(Number));
      for (let more = running; more < workers; more++) await contender.startWorker();
      found[workers] = await measureHundred(contender, run.pictures, run);
    };
  const counts = run.quick ? [1, 2] : [1, 2, 4];
  return race(run, backend, names, { legs: [meet(run), ...counts.map(withWorkers)], result: () => ({}) });
}
