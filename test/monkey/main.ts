// npm run monkey -- --minutes 5 --seed 7: twenty people do whatever the chats let them do, while things go wrong. See play.ts.
import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { copyDatabase, startTestPostgres } from '../postgres.ts';
import { type Event, planOf } from './plan.ts';
import { play } from './play.ts';
import { shorten } from './shorten.ts';

const { values: flags } = parseArgs({
  options: {
    minutes: { type: 'string', default: '5' },
    seed: { type: 'string' },
    /** A file that a failed run has written. */
    replay: { type: 'string' },
    /** How often a failed run is tried with less. */
    tries: { type: 'string', default: '6' },
  },
});

const replayFile = '.upixel/monkey-replay.json';
const say = (line: string) => void process.stdout.write(`${line}\n`);

async function main(): Promise<number> {
  const seed = Number(flags.seed ?? Math.floor(Math.random() * 1e6));
  const events: Event[] = flags.replay
    ? JSON.parse(await readFile(flags.replay, 'utf8'))
    : planOf(seed, Number(flags.minutes) * 60);
  say(
    flags.replay
      ? `${events.length} events of ${flags.replay}`
      : `Seed ${seed}: ${events.length} events in ${flags.minutes} minutes`,
  );
  const server = await startTestPostgres();
  const run = async (part: readonly Event[]) => {
    const startedAt = performance.now();
    const { faults, acts, notPossible, generations } = await play(await copyDatabase(server.url), part);
    const tookS = Math.round((performance.now() - startedAt) / 1_000);
    say(
      `  ${acts} acts (${notPossible} not possible), ${generations} requests, in ${tookS} s: ${faults.length} faults`,
    );
    return faults;
  };
  try {
    const faults = await run(events);
    for (const fault of faults) say(`  ✗ ${fault}`);
    if (faults.length === 0) return 0;
    const shortest = await shorten(events, async (part) => (await run(part)).length > 0, Number(flags.tries));
    await writeFile(replayFile, JSON.stringify(shortest, undefined, 1));
    say(`The shortest that fails has ${shortest.length} events: npm run monkey -- --replay ${replayFile}`);
    return 1;
  } finally {
    await server.stop();
  }
}

process.exitCode = await main();
