// npm run bench: the product's time, memory and statements, beside a bare bot. See docs/benchmarks.md.
import { mkdir } from 'node:fs/promises';
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { writeDocument } from './document.ts';
import { measureGallery } from './gallery.ts';
import { measureGrowth } from './growth/measure.ts';
import { measureParsing } from './parsing.ts';
import { bareBotSpeed, memory, type Run, recovery, speed, traffic, versions } from './parts.ts';
import { type Findings, type Found, figuresOf, growthTable, machine, markdownTable } from './report.ts';
import { measureWallets } from './wallets.ts';
import { type Backend, startServers } from './world.ts';

const usage = `npm run bench -- [--quick] [--only speed|memory|traffic|recovery|wallets|parsing|gallery|growth] [--queue PostgreSQL|Redis] [--write] [--profile folder]
  --quick    a minute instead of six: fewer rounds, 1,000 in flight instead of 10,000
  --only     one part
  --queue    one backend
  --write    puts what was measured into docs/benchmarks.md
  --profile  leaves a CPU profile of every process of the product in this folder`;

const { values: flags } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
    queue: { type: 'string' },
    write: { type: 'boolean', default: false },
    profile: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

async function main() {
  if (flags.help) return void process.stdout.write(`${usage}\n`);
  if (flags.profile) await mkdir(flags.profile, { recursive: true });
  const startedAt = performance.now();
  const [loadBefore = 0] = loadavg();
  const wants = (part: string) => flags.only === undefined || flags.only === part;
  const step = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const from = performance.now();
    const result = await work();
    process.stderr.write(`  ${name}: ${((performance.now() - from) / 1_000).toFixed(0)} s\n`);
    return result;
  };
  const servers = await startServers();
  try {
    const run: Run = { servers, quick: flags.quick, profileDir: flags.profile };
    const available: Backend[] = servers.hasRedis ? ['PostgreSQL', 'Redis'] : ['PostgreSQL'];
    const backends = available.filter((backend) => flags.queue === undefined || flags.queue === backend);
    const findings: Findings = { versions: await versions(servers), loadBefore, quick: flags.quick, of: {} };
    if (wants('speed')) findings.floor = await step('speed of the bare bot', () => bareBotSpeed(run));
    for (const backend of backends) {
      const found: Found = {};
      findings.of[backend] = found;
      if (wants('speed')) found.speed = await step(`speed, ${backend}`, () => speed(run, backend));
      if (wants('recovery')) found.recovery = await step(`recovery, ${backend}`, () => recovery(run, backend));
      if (wants('memory')) found.memory = await step(`memory, ${backend}`, () => memory(run, backend));
    }
    if (wants('traffic') && servers.hasRedis) findings.traffic = await step('traffic', () => traffic(run));
    if (wants('wallets'))
      findings.wallets = await step('wallets', () => measureWallets(servers.postgresUrl, flags.quick));
    if (wants('parsing'))
      findings.parsing = await step('parsing', () => measureParsing(servers.postgresUrl, flags.quick));
    if (wants('gallery'))
      findings.gallery = await step('gallery', () => measureGallery(servers.postgresUrl, flags.quick));
    if (wants('growth')) findings.growth = await step('growth', () => measureGrowth(servers.postgresUrl));
    findings.tookMs = performance.now() - startedAt;
    const figures = figuresOf(findings);
    process.stdout.write(`\n${machine(findings)}\n\n${markdownTable(figures)}\n\n${growthTable(findings)}\n`);
    for (const { text, count } of findings.traffic?.statements ?? [])
      process.stdout.write(`${(count / (findings.traffic?.generations ?? 1)).toFixed(2)}  ${text.slice(0, 150)}\n`);
    if (flags.write) await writeDocument(findings, figures);
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
