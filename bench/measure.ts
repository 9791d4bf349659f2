import { type Name, type Run, usual } from './contenders.ts';
import type { Findings, Found } from './findings.ts';
import { measureGallery } from './gallery.ts';
import { measureGrowth } from './growth/measure.ts';
import { measurePages } from './pages.ts';
import { measureParsing } from './parsing.ts';
import { manyServers, memory, recovery, traffic } from './parts.ts';
import { measurePixel } from './pixel/measure.ts';
import { measureProfiles } from './profile/measure.ts';
import { measureFar, measureS3, measureSlack, measureSpeed, measureWorkers } from './speed.ts';
import { measureTimelines } from './timeline/measure.ts';
import { measureWallets } from './wallets.ts';
import type { Backend } from './world.ts';

export interface Bench {
  run: Run;
  /** The first has every part; the others speed alone, of this build. */
  backends: readonly [Backend, ...Backend[]];
  findings: Findings;
  step<T>(name: string, work: () => Promise<T>): Promise<T>;
}

/** In the order in which they are measured. Each leaves what it found in `findings`. */
export const parts = {
  speed: async (bench) => {
    await besideBare(bench, 'speed', measureSpeed);
    const { run, backends, findings, step } = bench;
    for (const backend of backends.slice(1)) {
      const { ours } = await step(`speed, ${backend}`, () => measureSpeed(run, backend, ['ours']));
      foundWith(findings.of, backend).speed = ours;
    }
  },
  far: (bench) => besideBare(bench, 'far', measureFar),
  s3: (bench) => bothBuilds(bench, 's3', measureS3),
  slack: (bench) => bothBuilds(bench, 'slack', measureSlack),
  async workers({ run, backends: [backend], findings, step }) {
    // Each number of workers is compared with one.
    const { ours } = await step(`workers, ${backend}`, () => measureWorkers(run, backend, ['ours']));
    foundWith(findings.of, backend).workers = ours;
  },
  async recovery({ run, backends: [backend], findings, step }) {
    foundWith(findings.of, backend).recovery = await step(`recovery, ${backend}`, () => recovery(run, backend));
  },
  memory: (bench) =>
    eachBuild(bench, bench.backends[0], 'memory', async (found, folder) => {
      const [backend] = bench.backends;
      found.memory = await memory(bench.run, backend, folder);
      found.manyServersMb = await manyServers(bench.run, backend, folder);
    }),
  /** With the queue on Redis, whichever else is measured, so that all statements that reach PostgreSQL are ours. */
  async traffic(bench) {
    if (!bench.run.servers.hasRedis) return;
    await eachBuild(bench, 'Redis', 'traffic', async (found, folder) => {
      found.traffic = await traffic(bench.run, folder);
    });
  },
  async wallets({ run: { servers, quick }, findings, step }) {
    findings.wallets = await step('wallets', () => measureWallets(servers.postgresUrl, quick));
  },
  async pixel({ run: { quick }, findings, step }) {
    findings.pixel = await step('pixel', () => measurePixel({ quick }));
  },
  async parsing({ run: { servers, quick }, findings, step }) {
    findings.parsing = await step('parsing', () => measureParsing(servers.postgresUrl, quick));
  },
  async gallery({ run: { servers, quick }, findings, step }) {
    findings.gallery = await step('gallery', () => measureGallery(servers.postgresUrl, quick));
  },
  /** Of both builds, if there are two: the one before first. */
  async pages({ run, backends: [backend], findings, step }) {
    const { servers, against } = run;
    const measure = (folder?: string) => measurePages({ ...usual(run), servers, backend, folder, people: 1 });
    const theirs = against ? await step('pages, before', () => measure(against)) : undefined;
    findings.pages = { ours: await step('pages', () => measure()), theirs };
  },
  async timeline({ run, backends: [backend], findings, step }) {
    const names: Name[] = ['floor', ...(run.against ? (['theirs'] as const) : []), 'ours'];
    findings.timelines = await step('timeline', () => measureTimelines(run, backend, names));
  },
  /** The queue is part of it. */
  async profile({ run, backends: [backend], findings, step }) {
    findings.profiles = await step('profile', () => measureProfiles(run, backend));
  },
  async growth({ run: { servers }, findings, step }) {
    findings.growth = await step('growth', () => measureGrowth(servers.postgresUrl));
  },
} satisfies Record<string, (bench: Bench) => Promise<void>>;

export type Part = keyof typeof parts;

/** What was found with this queue so far. */
function foundWith(of: Findings['of'], backend: Backend): Found {
  of[backend] ??= {};
  return of[backend];
}

async function besideBare(bench: Bench, part: 'speed' | 'far', measure: typeof measureSpeed): Promise<void> {
  const [backend] = bench.backends;
  const measured = await bench.step(`${part}, ${backend}`, () =>
    measure(bench.run, backend, ['floor', ...builds(bench)]),
  );
  bench.findings.floor[part] = measured.floor;
  keepBoth(bench, part, measured);
}

async function bothBuilds(bench: Bench, part: 's3' | 'slack', measure: typeof measureS3): Promise<void> {
  const [backend] = bench.backends;
  keepBoth(bench, part, await bench.step(`${part}, ${backend}`, () => measure(bench.run, backend, builds(bench))));
}

const builds = ({ run }: Bench): Name[] => (run.against ? ['ours', 'theirs'] : ['ours']);

function keepBoth<Key extends 'speed' | 'far' | 's3' | 'slack'>(
  { findings: { of, against }, backends: [backend] }: Bench,
  part: Key,
  { ours, theirs }: Partial<Record<'ours' | 'theirs', Found[Key]>>,
): void {
  foundWith(of, backend)[part] = ours;
  if (against) foundWith(against.of, backend)[part] = theirs;
}

async function eachBuild(
  { run, findings: { of, against }, step }: Bench,
  backend: Backend,
  name: string,
  measure: (into: Found, folder?: string) => Promise<void>,
): Promise<void> {
  await step(`${name}, ${backend}`, () => measure(foundWith(of, backend)));
  if (against)
    await step(`${name}, ${backend}, ${against.name}`, () => measure(foundWith(against.of, backend), run.against));
}
