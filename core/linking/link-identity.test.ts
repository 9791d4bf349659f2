import { randomBytes, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { buildDiscordId } from '#test/builders/discord-id.ts';
import { buildGuest } from '#test/builders/guest.ts';
import { buildRequest, settleRuns } from '#test/builders/request.ts';
import { buildTeam } from '#test/builders/team.ts';
import { createTestDatabase } from '#test/database.ts';
import { withKeys } from '#test/keys.ts';
import type { TestDatabase } from '#test/postgres.ts';
import { inProof } from '#test/proof.ts';
import { unlink } from '#test/unlink.ts';
import { type Guest, identify } from '../accounts/identify.ts';
import { findFaultyWallets } from '../credits/audit.ts';
import { grantCredits } from '../credits/grant.ts';
import { createDatabase, type Database } from '../database/client.ts';
import { Failure } from '../failure.ts';
import { requestGeneration } from '../generations/request.ts';
import { defaultModel } from '../models/catalogue.ts';
import { createSeal } from '../seal.ts';

let database: TestDatabase;
let db: Database;
const seal = createSeal(randomBytes(32));
beforeAll(async () => {
  database = await createTestDatabase();
  db = createDatabase(database.url, 'job');
});
afterAll(async () => {
  await db.$disconnect();
  await database.close();
});

const people = 3;
const accounts = 2;

/** An event; `who` and `account` are the numbers of a run's people and accounts. */
type Step =
  | { do: 'ask'; who: number; count: number; byTeam: boolean }
  | { do: 'settle'; stored: number }
  | { do: 'cancel'; who: number }
  | { do: 'link'; who: number; account: number }
  | { do: 'unlink'; who: number }
  | { do: 'grant'; who: number; amount: number };

const who = fc.nat(people - 1);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('ask' as const),
      who,
      count: fc.integer({ min: 1, max: 4 }),
      byTeam: fc.boolean(),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('settle' as const), stored: fc.nat(4) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('cancel' as const), who }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('link' as const), who, account: fc.nat(accounts - 1) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('unlink' as const), who }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('grant' as const), who, amount: fc.integer({ min: 1, max: 9 }) }),
  },
);

/** The people and accounts of one run, and what can happen to them. */
async function newRun() {
  const users = Array.from({ length: accounts }, () => randomUUID());
  for (const id of users) await db.user.create({ data: { id, email: `${id}@example.com` } });
  const names = Array.from({ length: people }, () => buildDiscordId());
  const guest = (number: number): Promise<Guest> =>
    identify(withKeys({ db }), { platform: 'discord', teamId: '', userId: names[number] ?? '' });
  const identities = await Promise.all(names.map((_, number) => guest(number)));
  const ids = identities.map(({ identityId }) => identityId);
  // It can pay for some of the requests.
  const team = await buildTeam({ db }, { credits: 12 });

  async function happen(each: Step): Promise<void> {
    switch (each.do) {
      case 'ask': {
        const { identityId } = await guest(each.who);
        const wanted = buildRequest(identityId, { count: each.count, team: each.byTeam ? team.here() : undefined });
        return void (await requestGeneration(withKeys({ db, seal }), wanted).catch(expected));
      }
      case 'settle': {
        const open = await db.generation.findFirst({ where: { identityId: { in: ids }, finishedAt: null } });
        if (!open) return;
        return settleRuns({ db }, open.id, each.stored);
      }
      case 'cancel': {
        const { identityId, userId } = await guest(each.who);
        const open = await db.generation.findFirst({ where: { identityId, finishedAt: null } });
        if (open)
          await db.$queryRaw`SELECT * FROM cancel_generation(${open.id}::uuid, ${identityId}::uuid, ${userId}::uuid)`;
        return;
      }
      case 'link':
        await db.$queryRaw`SELECT * FROM link_identity(${ids[each.who]}::uuid, ${users[each.account]}::uuid, 'x', NULL, NULL)`;
        return;
      case 'unlink': {
        const { userId } = await guest(each.who);
        if (userId) await unlink({ db }, { identityId: ids[each.who] ?? '', userId });
        return;
      }
      case 'grant': {
        const { walletId } = await guest(each.who);
        // The wallet may have been merged into an account at this very moment; real callers would ask again.
        await grantCredits({ db }, { walletId, origin: 'grant', amount: each.amount, key: randomUUID() }).catch(gone);
      }
    }
  }
  return { happen, users, ids, team };
}

function expected(error: unknown): void {
  if (!(error instanceof Failure)) throw error;
}
function gone(error: unknown): void {
  if (!String(error).includes('lots_wallet_id_fkey')) throw error;
}

test('whatever happens in whatever order, four things at a time: every credit is where it belongs', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { minLength: 3, maxLength: 12 }),
      async (rounds) => {
        const run = await newRun();
        for (const round of rounds) await Promise.all(round.map(run.happen));
        expect(await findFaultyWallets({ db })).toEqual([]);
        // A person's wallet has at most one spendable trial, and nothing is without an owner.
        for (const id of run.users) {
          const trials = await db.lot.count({
            where: { wallet: { user: { id } }, origin: 'trial', forfeitedAt: null },
          });
          expect(trials).toBeLessThanOrEqual(1);
        }
        const lost = await db.lot.count({
          where: { wallet: { user: null, workspace: null, identities: { none: {} } } },
        });
        const astray = await db.generation.count({
          where: { identityId: { in: run.ids }, userId: null, identity: { userId: { not: null } } },
        });
        expect({ lost, astray }).toEqual({ lost: 0, astray: 0 });
        // A team's lots stay its own, whoever is linked to what.
        expect(await db.lot.count({ where: { walletId: run.team.walletId } })).toBe(1);
        const open = await db.$queryRaw<unknown[]>`SELECT 1 FROM assets a JOIN generations g ON g.id = a.generation_id
        WHERE a.user_id IS DISTINCT FROM g.user_id`;
        expect(open).toEqual([]);
      },
    ),
    { numRuns: inProof ? 1_000 : 40 },
  );
}, 600_000);

test('a request is settled while its asker is being linked: neither waits for the other for ever', async () => {
  const [userId, team] = [randomUUID(), await buildTeam({ db }, { credits: 1 })];
  await db.user.create({ data: { id: userId, email: `${userId}@example.com` } });
  const { identityId } = await buildGuest({ db });
  const target = { platform: 'discord', workspaceId: '', channelId: '1', userId: '2', fileLimit: 1 } as const;
  const wanted = { model: defaultModel, prompt: 'a fox', size: 'square', count: 1, target, team: team.here() } as const;
  const asked = await requestGeneration(withKeys({ db, seal }), {
    ...wanted,
    requester: { identityId },
    requestKey: randomUUID(),
  });
  // Settling writes to the generation twice; in between, linking gets as far as it can.
  const settling = new pg.Client({ connectionString: database.url });
  await settling.connect();
  try {
    const write = () => settling.query('UPDATE generations SET failure = failure WHERE id = $1', [asked?.id]);
    await settling.query('BEGIN');
    await write();
    const linking = db.$queryRaw<Array<{ outcome: string }>>`
      SELECT outcome FROM link_identity(${identityId}::uuid, ${userId}::uuid, 'x', NULL, NULL)`;
    const done = linking.then(([row]) => row?.outcome);
    await vi.waitFor(
      async () => {
        const [row] = await db.$queryRaw<Array<{ waits: boolean }>>`SELECT EXISTS (SELECT 1 FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%link_identity%') AS waits`;
        expect(row?.waits).toBe(true);
      },
      { timeout: 30_000 },
    );
    await write();
    await settling.query('COMMIT');
    expect(await done).toBe('linked');
  } finally {
    await settling.end();
  }
});
