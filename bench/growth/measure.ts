import { listAndCount, listAssets } from '#core/assets/list-assets.ts';
import { expireLots } from '#core/billing/ledger/expire-lots.ts';
import { auditNext } from '#core/credits/audit-next.ts';
import { findLedger } from '#core/credits/ledger.ts';
import { createDatabase } from '#core/database/client.ts';
import { findLost } from '#core/schedules/find-lost.ts';
import { readUsage } from '#core/teams/usage.ts';
import { withKeys } from '#test/keys.ts';
import { copyDatabase } from '#test/postgres.ts';
import { burst } from './burst.ts';
import { type Seeded, seed } from './seed.ts';

/** What is asked of a database that has grown. */
export interface Growth {
  counts: Seeded['counts'];
  asked: Array<{ what: string; ms: number; targetMs: number }>;
}

/** The middle of five, after one that warms the cache. */
async function middleOf(work: () => Promise<unknown>): Promise<number> {
  const took: number[] = [];
  for (let round = 0; round < 6; round++) {
    const from = performance.now();
    await work();
    took.push(performance.now() - from);
  }
  return took.slice(1).sort((a, b) => a - b)[2] ?? 0;
}

/** How long the statements take whose cost could grow with what there ever was, as their callers see it: with the client, and what is opened. */
export async function measureGrowth(postgresUrl: string): Promise<Growth> {
  const database = await copyDatabase(postgresUrl);
  const db = createDatabase(database.url, 'long');
  const deps = withKeys({ db });
  const asked: Growth['asked'] = [];
  const ask = async (what: string, targetMs: number, work: () => Promise<unknown>) => {
    asked.push({ what, targetMs, ms: await middleOf(work) });
  };
  try {
    const { account, team, others, counts } = await seed(deps, database.url);
    await ask('audit, every five minutes', 200, () => auditNext(deps));
    const always = { since: null, before: null };
    const ledger = (wanted: object) => () =>
      findLedger(deps, account.walletId, { filter: always, limit: 50, ...wanted });
    const deepest = (await ledger({ limit: 30_000 })()).at(-1)?.id;
    await ask('ledger of 30,000 lines, first page', 10, ledger({}));
    await ask('its last page', 10, ledger({ beforeId: deepest }));
    await ask('of a kind that it has not', 30, ledger({ filter: { ...always, kind: 'gift' } }));
    const gallery = (filter: object) => () => listAssets(deps, account.userId, { filter, limit: 50 });
    await ask('gallery of 30,000 images', 30, gallery({}));
    await ask('its first page, and how many there are', 60, () => listAndCount(deps, account.userId, { limit: 50 }));
    await ask('the largest first', 60, () => listAssets(deps, account.userId, { sort: 'largest', limit: 50 }));
    await ask('of a model that made none', 30, gallery({ model: 'none' }));
    await ask('of a chat that has none', 30, gallery({ platform: 'slack' }));
    await ask('by words in 10,000 sealed prompts, none found', 150, gallery({ q: 'zebra' }));
    await ask('many found', 150, gallery({ q: 'castle moons' }));
    await ask('usage of a team, 30,000 requests this month', 20, () => readUsage(deps, team));
    await ask('expire, with nothing due', 10, () => expireLots(deps));
    let open = 0;
    for (const wanted of [1_000, 3_000, 10_000]) {
      await burst(database.url, others.slice(open / 4), wanted - open);
      open = wanted;
      await ask(`sweep, every two seconds, with ${wanted} open after a burst`, 50, () => findLost(deps));
    }
    return { counts, asked };
  } finally {
    await db.$disconnect();
    await database.close();
  }
}
