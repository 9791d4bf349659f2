import { randomBytes, randomUUID } from 'node:crypto';
import { type Profiler, Session } from 'node:inspector/promises';
import { identify } from '#core/accounts/identify.ts';
import { createDatabase, type Database } from '#core/database/client.ts';
import { parseShape } from '#core/database/rows.ts';
import { requestGeneration } from '#core/generations/request.ts';
import { claimSettlement, settle } from '#core/generations/settlement.ts';
import { claimRuns, permitCreation, saveExternalId } from '#core/generations/submission.ts';
import { readView } from '#core/generations/view.ts';
import { createSeal } from '#core/seal.ts';
import { buildDiscordId } from '#test/builders/discord-id.ts';
import { buildImage, buildRequest } from '#test/builders/request.ts';
import { withKeys } from '#test/keys.ts';
import { copyDatabase } from '#test/postgres.ts';

export interface Parsing {
  /** Our process's CPU time for all database calls of one picture, without PostgreSQL's own. */
  pictureMs: number;
  /** The part of it spent parsing arguments and results. */
  parsingMs: number;
}

const atOnce = 10;
const samplesEveryUs = 100;

/** What it costs to parse the database's results in the calls that each picture makes, measured by a profile of the real ones. */
export async function measureParsing(postgresUrl: string, quick: boolean): Promise<Parsing> {
  const database = await copyDatabase(postgresUrl);
  const db = createDatabase(database.url);
  try {
    await makePictures(db, 200);
    const pictures = quick ? 500 : 3_000;
    const profile = await profiled(() => makePictures(db, pictures));
    const { totalMs, withinMs } = timesIn(profile, parseShape.name);
    return { pictureMs: totalMs / pictures, parsingMs: withinMs / pictures };
  } finally {
    await db.$disconnect();
    await database.close();
  }
}

async function makePictures(db: Database, count: number): Promise<void> {
  let left = count;
  const one = async () => {
    while (left-- > 0) await makePicture(db);
  };
  await Promise.all(Array.from({ length: atOnce }, one));
}

const seal = createSeal(randomBytes(32));
const plenty = { perDay: 1_000_000, perWorkspace: 1_000_000 };

/** Each has its own guest, so that nobody waits for a wallet, and makes only the database calls. */
async function makePicture(db: Database): Promise<void> {
  const deps = withKeys({ db, seal });
  const { identityId } = await identify(deps, { platform: 'discord', teamId: '', userId: buildDiscordId() });
  const generation = await requestGeneration(deps, buildRequest(identityId, { unpaid: plenty }));
  const generationId = generation?.id ?? '';
  for (const run of await claimRuns(deps, generationId)) {
    const { predictionId, slot } = run;
    await permitCreation(deps, run);
    await saveExternalId(deps, { predictionId, externalId: randomUUID() });
    await claimSettlement(deps, { generationId, slot });
    await settle(deps, { predictionId, status: 'succeeded', assets: [buildImage(0)] });
  }
  await readView(deps, generationId);
}

async function profiled(work: () => Promise<void>): Promise<Profiler.Profile> {
  const session = new Session();
  session.connect();
  try {
    await session.post('Profiler.enable');
    await session.post('Profiler.setSamplingInterval', { interval: samplesEveryUs });
    await session.post('Profiler.start');
    await work();
    return (await session.post('Profiler.stop')).profile;
  } finally {
    session.disconnect();
  }
}

/** The total time, and the time in functions of this name and what they call. */
function timesIn({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile, name: string) {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const within = new Set<number>();
  const enter = (id: number, isIn: boolean) => {
    const node = byId.get(id);
    const isHere = isIn || node?.callFrame.functionName === name;
    if (isHere) within.add(id);
    for (const child of node?.children ?? []) enter(child, isHere);
  };
  enter(nodes[0]?.id ?? 0, false);
  const times = { totalMs: 0, withinMs: 0 };
  for (const [index, id] of samples.entries()) {
    const ms = (timeDeltas[index] ?? 0) / 1_000;
    if (byId.get(id)?.callFrame.functionName !== '(idle)') times.totalMs += ms;
    if (within.has(id)) times.withinMs += ms;
  }
  return times;
}
