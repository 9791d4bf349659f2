// npm run bench: the product's time, memory and statements, beside a bare bot. See docs/benchmarks.md.
import { mkdir } from 'node:fs/promises';
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { pictureChoices } from './answers.ts';
import { type Name, type Run, usual } from './contenders.ts';
import { writeDocument } from './document.ts';
import type { Findings, Found } from './findings.ts';
import { measureGallery } from './gallery.ts';
import { measureGrowth } from './growth/measure.ts';
import { buildOther } from './other-build.ts';
import { measurePages } from './pages.ts';
import { measureParsing } from './parsing.ts';
import { manyServers, memory, recovery, traffic, versions } from './parts.ts';
import { measureProfiles } from './profile/measure.ts';
import { profileTables } from './profile/table.ts';
import { figuresOf, growthTable, machine, markdownTable, pagesTable } from './report.ts';
import { measureFar, measureS3, measureSlack, measureSpeed, measureWorkers } from './speed.ts';
import { measureTimelines } from './timeline/measure.ts';
import { timelineTable } from './timeline/table.ts';
import { measureWallets } from './wallets.ts';
import { type Backend, startServers } from './world.ts';

const usage = `npm run bench -- [--quick] [--only part] [--queue PostgreSQL|Redis] [--pictures kind] [--against folder] [--write] [--profile folder]
  --quick     fewer rounds, 1,000 in flight instead of 10,000, two workers at most
  --only      one part: speed, far, s3, slack, workers, memory, traffic, recovery, wallets, parsing, gallery, pages, timeline,
              profile or growth
  --queue     one backend; else speed is measured with both, what it is compared with and all other parts with Redis, if there is one
  --pictures  what the model answers: jpeg, webp, png (a photograph of 1024 × 1024), pixel (pixel art of 4 kB) or mix (each in turn, the default).
              With mix, speed is measured for jpeg, webp and png apart
  --against   the folder of another checkout with its packages installed: it is built there and measured in the same run, part by part in turn
              with this one (speed, far, s3, slack, memory, traffic, pages, timeline), and the table says theirs → ours (ratio)
  --write     puts what was measured into docs/benchmarks.md
  --profile   leaves a CPU profile of every process of the product in this folder`;

const { values: flags } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
    queue: { type: 'string' },
    pictures: { type: 'string', default: 'mix' },
    against: { type: 'string' },
    write: { type: 'boolean', default: false },
    profile: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

async function step<T>(name: string, work: () => Promise<T>): Promise<T> {
  const from = performance.now();
  const result = await work();
  process.stderr.write(`  ${name}: ${((performance.now() - from) / 1_000).toFixed(0)} s\n`);
  return result;
}

const wants = (part: string) => flags.only === undefined || flags.only === part;

async function main() {
  if (flags.help) return void process.stdout.write(`${usage}\n`);
  const pictures = pictureChoices.find((choice) => choice === flags.pictures);
  if (!pictures) throw new Error(`--pictures: one of ${pictureChoices.join(', ')}.`);
  if (flags.profile) await mkdir(flags.profile, { recursive: true });
  const other = flags.against ? await step('building the other', () => buildOther(flags.against ?? '')) : undefined;
  const startedAt = performance.now();
  const [loadBefore = 0] = loadavg();
  const servers = await startServers();
  try {
    const { quick } = flags;
    const run: Run = { servers, quick, profileDir: flags.profile, pictures, against: other?.folder };
    const available: Backend[] = servers.hasRedis ? ['Redis', 'PostgreSQL'] : ['PostgreSQL'];
    const backends = available.filter((backend) => flags.queue === undefined || flags.queue === backend);
    const findings: Findings = { versions: await versions(servers), loadBefore, quick, pictures, floor: {}, of: {} };
    if (other) findings.against = { name: other.name, of: {} };
    const [main, ...others] = backends;
    if (main) await measureWith(run, main, findings);
    for (const backend of others) await measureSpeedAlone(run, backend, findings);
    if (wants('traffic') && servers.hasRedis) await measureTraffic(run, findings);
    if (wants('wallets')) findings.wallets = await step('wallets', () => measureWallets(servers.postgresUrl, quick));
    if (wants('parsing')) findings.parsing = await step('parsing', () => measureParsing(servers.postgresUrl, quick));
    if (wants('gallery')) findings.gallery = await step('gallery', () => measureGallery(servers.postgresUrl, quick));
    if (wants('pages') && main) findings.pages = await measureVisits(run, main);
    if (wants('timeline') && main) {
      const names: Name[] = ['floor', ...(other ? (['theirs'] as const) : []), 'ours'];
      findings.timelines = await step('timeline', () => measureTimelines(run, main, names));
    }
    // The queue is part of it.
    if (wants('profile') && main) findings.profiles = await step('profile', () => measureProfiles(run, main));
    if (wants('growth')) findings.growth = await step('growth', () => measureGrowth(servers.postgresUrl));
    findings.tookMs = performance.now() - startedAt;
    const figures = figuresOf(findings);
    process.stdout.write(
      `\n${machine(findings)}\n\n${markdownTable(figures)}\n\n${profileTables(findings.profiles)}\n\n${timelineTable(findings.timelines)}\n\n${growthTable(findings)}\n\n${pagesTable(findings)}\n`,
    );
    const { statements = [], generations = 1 } = findings.of.Redis?.traffic ?? {};
    for (const { text, count } of statements)
      process.stdout.write(`${(count / generations).toFixed(2)}  ${text.slice(0, 150)}\n`);
    if (flags.write) await writeDocument(findings, figures);
  } finally {
    await servers.stop();
  }
}

/** Beside the main queue: this build by itself. */
async function measureSpeedAlone(run: Run, backend: Backend, { of }: Findings): Promise<void> {
  if (!wants('speed')) return;
  of[backend] = { speed: (await step(`speed, ${backend}`, () => measureSpeed(run, backend, ['ours']))).ours };
}

/** What depends on the queue. */
async function measureWith(run: Run, backend: Backend, findings: Findings): Promise<void> {
  const { floor, against } = findings;
  const found: Found = {};
  findings.of[backend] = found;
  const other: Found = {};
  if (against) against.of[backend] = other;
  const builds: Name[] = against ? ['ours', 'theirs'] : ['ours'];
  const besideBare = async (part: 'speed' | 'far', measure: typeof measureSpeed) => {
    if (!wants(part)) return;
    const measured = await step(`${part}, ${backend}`, () => measure(run, backend, ['floor', ...builds]));
    floor[part] = measured.floor;
    [found[part], other[part]] = [measured.ours, measured.theirs];
  };
  const eachBuild = async (name: string, measure: (into: Found, folder?: string) => Promise<void>) => {
    await step(`${name}, ${backend}`, () => measure(found));
    if (against) await step(`${name}, ${backend}, ${against.name}`, () => measure(other, run.against));
  };
  await besideBare('speed', measureSpeed);
  await besideBare('far', measureFar);
  for (const [part, measure] of [
    ['s3', measureS3],
    ['slack', measureSlack],
  ] as const) {
    if (!wants(part)) continue;
    const { ours, theirs } = await step(`${part}, ${backend}`, () => measure(run, backend, builds));
    [found[part], other[part]] = [ours, theirs];
  }
  if (wants('workers')) {
    // Each number of workers is compared with one.
    found.workers = (await step(`workers, ${backend}`, () => measureWorkers(run, backend, ['ours']))).ours;
  }
  if (wants('recovery')) found.recovery = await step(`recovery, ${backend}`, () => recovery(run, backend));
  if (wants('memory'))
    await eachBuild('memory', async (into, folder) => {
      into.memory = await memory(run, backend, folder);
      into.manyServersMb = await manyServers(run, backend, folder);
    });
}

/** Of both builds, if there are two: the one before first. */
async function measureVisits(run: Run, backend: Backend): Promise<NonNullable<Findings['pages']>> {
  const { servers, against } = run;
  const measure = (folder?: string) => measurePages({ ...usual(run), servers, backend, folder, people: 1 });
  const theirs = against ? await step('pages, before', () => measure(against)) : undefined;
  return { ours: await step('pages', () => measure()), theirs };
}

/** With the queue on Redis, whichever else is measured, so that all statements that reach PostgreSQL are ours. */
async function measureTraffic(run: Run, { of, against }: Findings): Promise<void> {
  of.Redis = { ...of.Redis, traffic: await step('traffic', () => traffic(run)) };
  if (!against) return;
  const theirs = await step(`traffic, ${against.name}`, () => traffic(run, run.against));
  against.of.Redis = { ...against.of.Redis, traffic: theirs };
}

main().then(
  () => process.exit(0),
  (error) => {
    process.stderr.write(`The benchmark did not come to its end. ${error instanceof Error ? error.stack : error}\n`);
    process.exit(1);
  },
);
