import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Pictures } from './answers.ts';
import type { Figure } from './figures.ts';
import type { Findings } from './findings.ts';
import { growthReasons } from './growth/lines.ts';
import { manyGuilds, type Traffic } from './parts.ts';
import { pixelSection } from './pixel/document.ts';
import { profileLines } from './profile/lines.ts';
import { whyOf } from './reasons.ts';
import { growthTable, machine, markdownTable, pagesTable } from './report.ts';
import { farLatencyMs } from './speed.ts';

const answered: Record<Pictures, string> = {
  jpeg: 'the JPEG',
  webp: 'the WebP',
  png: 'the PNG',
  pixel: 'pixel art',
  mix: 'each of the four in turn',
};

/** docs/benchmarks.md: what this run measured, and what that does and does not mean. */
export async function writeDocument(findings: Findings, figures: readonly Figure[]): Promise<void> {
  const traffic = findings.of.Redis?.traffic;
  const { profiles = [] } = findings;
  const lines = [
    '# Benchmarks',
    '',
    '`npm run bench` measures the product as it runs in production, three processes from the bundle (`api`, `worker`, `bots`),',
    'beside a bare bot (`bench/bare-bot.ts`: defer, create a prediction, download, edit; no queue, no database, nothing checked,',
    'nothing kept). `npm run bench -- --write` renews this page; `--help` lists the rest.',
    '',
    `Measured on ${new Date().toISOString().slice(0, 10)}: ${machine(findings)}`,
    '',
    markdownTable(figures),
    '',
    ...(findings.against
      ? [
          `“a → b (c ×)”: a is build \`${findings.against.name}\`, b this one, c how many times a it is: of acknowledgements the p99, of overheads the p50, of memory the largest.`,
          '',
        ]
      : []),
    '✓ and ✗: the target was met or missed. Percentiles are nearest rank, so the p99 of fewer than 100 is the slowest.',
    ...(findings.growth ? ['', '## Cost that could grow with what there ever was', '', ...growthLines(findings)] : []),
    ...(findings.pages ? ['', '## First visits', '', ...pageLines(findings)] : []),
    ...(findings.pixel ? ['', ...pixelSection(findings.pixel)] : []),
    ...(profiles.length > 0 ? ['', '## Where the time goes', '', ...profileLines(findings)] : []),
    ...(traffic ? ['', '## What one generation asks for', '', ...trafficLines(traffic)] : []),
    '',
    '## What is measured, and how',
    '',
    '- Everything runs on one machine and shares its cores: PostgreSQL, Redis, the stand-ins with the people in front of them',
    '  (one process), and the product (three). Where a target names the bare bot or the build before, they were measured in the same run. Other',
    '  work on the machine shows in every figure; the load at the start is given above.',
    '- PostgreSQL runs as `npm start` runs it, every commit flushed to disk; Redis with `appendonly yes`, flushed each second.',
    '- Pictures are drawn by code before anything is measured: a photograph of 1024 × 1024 with detail at every scale and a sensor’s',
    '  noise, as JPEG (260 kB), WebP (190 kB) and PNG (2.2 MB), and pixel art of 256 × 256 in 4 kB (PNG). The model answers with them whatever',
    `  it was asked for. Where a row names no kind, it was ${answered[findings.pictures]}. The product checks, marks, hashes and stores them (files`,
    '  flushed to disk), and posts them; what it decodes is decoded afterwards. The bare bot downloads and posts.',
    '- The model takes 1 to 1.5 s, from a seed, so that everybody waits for the same times in the same order.',
    '- Who is compared takes part in the same run: each row is measured of one after the other before the next row is, and nobody runs while',
    '  another still works on what came before.',
    '- Acknowledged: from the moment the command leaves to the acknowledgement’s arrival at Discord’s stand-in. At 100 commands',
    '  a second, 6,000 pictures a minute are asked for, more than this machine can make: the row shows that people are answered',
    '  all the same.',
    '- Turned away: with more requests under way than a process may lose, the bot says that it is busy, and charges nothing. Lost: no picture',
    '  came within a minute, and no such sentence.',
    '- Overhead: from the command to the arrival of the message with the picture, less the time between creation and end of the',
    '  prediction, as the stand-in measured it.',
    '- Pictures a minute: 100 people who ask again as soon as they have their picture, the first two seconds left out. With a model of 1.25 s,',
    '  100 people cannot have more than 4,800.',
    '- CPU of a picture: what the processes used while those people asked, by the pictures that they asked for; afterwards: what they used',
    '  from the last posting until less than a fifth of a core was used for a second and a half. PostgreSQL is given apart, with what it does for',
    '  others who take part and have nothing to do; Redis is not counted.',
    `- ${farLatencyMs} ms: a proxy (\`test/proxy.ts\`) before Discord, before Replicate and before our webhooks lets every byte pass ${farLatencyMs / 2} ms later, each way.`,
    '  New connections cost no round trip of their own, and there is no TLS, as on the real way there is. The bare bot sits at the same distance.',
    '- S3: an in-process store (fauxqs) in the process of the stand-ins, over HTTP. Slack: every person in a channel of their own, because Slack lets',
    '  nobody post more than a message a second into one; a file can be used one second after it was uploaded, as there.',
    '- Workers: more of them join a world that runs. The share of the cores that is busy counts everything on the machine, the people and the',
    '  vendors included: from 95 % on it is the limit, and not the product. Then what each part used, in per cent of one core; what is left is Redis,',
    '  the kernel, and whatever else runs.',
    '- The processes of the product have the environment that the Dockerfile gives them (`NODE_OPTIONS`, `MALLOC_ARENA_MAX`): it bounds what V8 and glibc keep.',
    '- Memory: `ps` RSS, with a model that takes 290 s, so that progress is shown and silent predictions are asked after all the',
    '  while. “In flight” counts predictions that run at the provider.',
    `- ${manyGuilds} servers: each with 30 channels and 12 roles, none of them known before; measured once all are written down.`,
    '- Holds: `request_generation` for 1,000 wallets, 50 at once over ten connections; the floor writes the same rows in a',
    '  transaction that locks, checks and answers nothing.',
    '- Parsing: a CPU profile of what one picture asks of the database (`identify` to the view of its message), PostgreSQL’s own work',
    '  aside; the floor is the same without what `parseShape` took.',
    '- Gallery: Chromium without a graphics card, at 1440 × 900, scrolled at 3,000 pixels a second for eight seconds.',
    '- Recovery: 50 commands at once, a model of 1 s; the worker is killed with SIGKILL when five pictures have been posted, and',
    '  another is started half a second later. Given is how much later than in an undisturbed run the last picture came, the',
    '  start of the new process included.',
    '- SQL statements: PostgreSQL’s own log (`log_statement = all`) over thirty generations one after another, with the queue on Redis, so that all of',
    '  them are ours, those after the posting included, but not those inside functions. Nothing is left out by name: what is asked in the minute after,',
    '  in which nobody asks for anything, is taken off as often as it comes there. People have asked twice before.',
    '',
    'Not measured: a database on another machine.',
    '',
  ];
  await writeFile(resolve(import.meta.dirname, '../docs/benchmarks.md'), lines.join('\n'));
}

function growthLines(findings: Findings): string[] {
  const { wallets, generations, ledger_entries, assets } = findings.growth?.counts ?? {};
  return [
    `In a database of ${wallets} wallets, ${generations} requests, ${ledger_entries} ledger entries and ${assets} images, made by code and written by`,
    'COPY; the middle of five, as the caller sees it. The bursts come without the planner being told. Of the audit: what a run takes while nothing',
    'was touched; what entries touched comes on top.',
    '',
    growthTable(findings),
    '',
    ...growthReasons,
  ];
}

function pageLines(findings: Findings): string[] {
  return [
    'Chromium as Lighthouse has a phone on slow 4G: 562 ms for each request, 1.5 Mbit a second, a processor four times slower, nothing in the cache;',
    'the median of five visits. The targets are the landing’s. What else the machine does shows in LCP and TBT. The pages stand in their documents,',
    'so that they are painted before any script; what the scripts take afterwards is in TBT, which counts from the first paint.',
    '',
    pagesTable(findings),
  ];
}

function trafficLines({ statements, requests, generations }: Traffic): string[] {
  const per = (count: number) => count.toFixed(1).replace(/\.0$/, '');
  return [
    '| requests | for one generation | why |',
    '|---|---|---|',
    ...Object.entries(requests).map(
      ([route, count]) => `| \`${route.replace('/api/v10', '')}\` | ${per(count)} | ${whyOf(route)} |`,
    ),
    '',
    '| SQL statements | for one generation | why |',
    '|---|---|---|',
    ...statements.map(
      ({ text, count }) =>
        `| \`${text.slice(0, 90).replaceAll('|', '\\|')}\` | ${per(count / generations)} | ${whyOf(text)} |`,
    ),
    '',
    'Inside, for a picture that comes: `identify` 1 statement for somebody known, `request_generation` about 10 (locks the wallet,',
    'checks, holds, records), `claim_generation` 5, `settle_prediction` about 7.',
  ];
}
