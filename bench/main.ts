// npm run bench: the product's time, memory and statements, beside a bare bot. See docs/benchmarks.md.
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { pictureChoices } from './answers.ts';
import type { Run } from './contenders.ts';
import { writeDocument } from './document.ts';
import type { Findings } from './findings.ts';
import { type Part, parts } from './measure.ts';
import { buildOther } from './other-build.ts';
import { versions } from './parts.ts';
import { writePixelSection } from './pixel/document.ts';
import { measurePixel } from './pixel/measure.ts';
import { pixelTable } from './pixel/table.ts';
import { profileTables } from './profile/table.ts';
import { figuresOf, growthTable, machine, markdownTable, pagesTable } from './report.ts';
import { timelineTable } from './timeline/table.ts';
import { type Backend, startServers } from './world.ts';

const usage = `npm run bench -- [--quick] [--only part] [--queue PostgreSQL|Redis] [--pictures kind] [--against folder] [--keep file] [--write] [--profile folder] [--misses folder] [--snapper program]
  --quick     fewer rounds, 1,000 in flight instead of 10,000, two workers at most
  --only      some parts, with commas between: ${Object.keys(parts).join(', ')}
  --queue     one backend; else speed is measured with both, what it is compared with and all other parts with Redis, if there is one
  --pictures  what the model answers: jpeg, webp, png (a photograph of 1024 × 1024), pixel (pixel art of 4 kB) or mix (each in turn, the default).
              With mix, speed is measured for jpeg, webp and png apart
  --against   the folder of another checkout with its packages installed: it is built there and measured in the same run, part by part in turn
              with this one (speed, far, s3, slack, memory, traffic, pages, timeline), and the table says theirs → ours (ratio)
  --keep      a file for what was measured, written after each part. A further run adds to it: what was cut off is measured by itself
  --write     puts what was measured into docs/benchmarks.md
  --profile   leaves a CPU profile of every process of the product in this folder
  --misses    with --only pixel: a folder for the pictures whose grid was not found, each beside what was found and what it was
  --snapper   with --only pixel: Sprite Fusion's Pixel Snapper (its command line program, built elsewhere), to be measured in the same run`;

const { values: flags } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
    queue: { type: 'string' },
    pictures: { type: 'string', default: 'mix' },
    against: { type: 'string' },
    keep: { type: 'string' },
    write: { type: 'boolean', default: false },
    profile: { type: 'string' },
    misses: { type: 'string' },
    snapper: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

async function step<T>(name: string, work: () => Promise<T>): Promise<T> {
  const from = performance.now();
  const result = await work();
  process.stderr.write(`  ${name}: ${((performance.now() - from) / 1_000).toFixed(0)} s\n`);
  return result;
}

/** @throws if there is no such part */
function wanted(): Part[] {
  const all = Object.keys(parts) as Part[];
  const asked = flags.only?.split(',') ?? all;
  const unknown = asked.find((name) => !all.some((part) => part === name));
  if (unknown !== undefined) throw new Error(`--only: ${unknown} is none of ${all.join(', ')}.`);
  return all.filter((part) => asked.includes(part));
}

/** JSON has no maps, and profiles are some. */
const written = (_key: string, value: unknown) => (value instanceof Map ? { entries: [...value] } : value);
const revived = (_key: string, value: { entries?: Array<[unknown, unknown]> } | null) =>
  Array.isArray(value?.entries) ? new Map(value.entries) : value;

/** What an earlier run kept, or nothing yet. */
async function begin(fresh: Findings): Promise<Findings> {
  return flags.keep && existsSync(flags.keep) ? JSON.parse(await readFile(flags.keep, 'utf8'), revived) : fresh;
}

async function main() {
  if (flags.help) return void process.stdout.write(`${usage}\n`);
  // Needs no server, and so is done in seconds.
  if (flags.only === 'pixel' && !flags.keep) {
    const rows = await measurePixel(flags);
    process.stdout.write(`${pixelTable(rows)}\n`);
    return flags.write ? writePixelSection(rows) : undefined;
  }
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
    const [main = 'PostgreSQL', ...others] = backends;
    const findings = await begin({ versions: await versions(servers), loadBefore, quick, pictures, floor: {}, of: {} });
    if (other) findings.against ??= { name: other.name, of: {} };
    const { tookMs: earlierMs = 0 } = findings;
    const failed: string[] = [];
    for (const part of wanted()) {
      // What is measured after it takes an hour: one part that fails is measured again by itself, with --keep.
      await parts[part]({ run, backends: [main, ...others], findings, step }).catch((error) => {
        failed.push(part);
        process.stderr.write(`  ${part} did not come to its end. ${error instanceof Error ? error.stack : error}\n`);
      });
      findings.tookMs = earlierMs + performance.now() - startedAt;
      if (flags.keep) await writeFile(flags.keep, JSON.stringify(findings, written));
    }
    const figures = figuresOf(findings);
    process.stdout.write(
      `\n${machine(findings)}\n\n${markdownTable(figures)}\n\n${profileTables(findings.profiles)}\n\n${timelineTable(findings.timelines)}\n\n${growthTable(findings)}\n\n${pagesTable(findings)}\n\n${pixelTable(findings.pixel)}\n`,
    );
    const { statements = [], generations = 1 } = findings.of.Redis?.traffic ?? {};
    for (const { text, count } of statements)
      process.stdout.write(`${(count / generations).toFixed(2)}  ${text.slice(0, 150)}\n`);
    if (flags.write) await writeDocument(findings, figures);
    if (failed.length > 0) throw new Error(`Not measured, or in part: ${failed.join(', ')}.`);
  } finally {
    await servers.stop();
  }
}

main().then(
  () => process.exit(0),
  (error) => {
    process.stderr.write(`The benchmark did not come to its end. ${error instanceof Error ? error.stack : error}\n`);
    process.exit(1);
  },
);
