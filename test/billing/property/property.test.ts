import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expireLots } from '#core/billing/ledger/expire-lots.ts';
import { findFaultyWallets } from '#core/credits/audit.ts';
import { createDatabase, type Database } from '#core/database/client.ts';
import { createSeal } from '#core/seal.ts';
import { type DatabaseClock, giveClock } from '../../clock.ts';
import { createTestDatabase } from '../../database.ts';
import type { TestDatabase } from '../../postgres.ts';
import { inProof } from '../../proof.ts';
import { newRun, type Run } from './run.ts';
import { rounds } from './steps.ts';

/** Few enough to be quick; `npm run proof` runs more, and `UPIXEL_PROPERTY_RUNS=10000 UPIXEL_PROPERTY_SEED=…` any number. */
const numRuns = Number(process.env.UPIXEL_PROPERTY_RUNS ?? (inProof ? 2000 : 20));
const seed = process.env.UPIXEL_PROPERTY_SEED;

let database: TestDatabase;
let clock: DatabaseClock;
let db: Database;
const seal = createSeal(randomBytes(32));
beforeAll(async () => {
  database = await createTestDatabase();
  clock = await giveClock(database.url);
  db = createDatabase(database.url);
});
afterAll(async () => {
  await db.$disconnect();
  await clock.close();
  await database.close();
});

test(
  'whatever happens in whatever order, several things at a time, over months: every credit is where it belongs',
  async () => {
    await fc.assert(
      fc.asyncProperty(rounds, async (wanted) => {
        await startAnew();
        const run = await newRun({ db, seal, clock });
        for (const { steps, days } of wanted) {
          const before = await frozenNow();
          await Promise.all(steps.map(run.happen));
          if (!steps.some(({ do: what }) => what === 'dispute')) await expectUntouched(before);
          if (days > 0) await run.travel(days);
        }
        await run.drain();
        await expireLots({ db });
        expect(await findFaultyWallets({ db })).toEqual([]);
        await expectPaidOnce(run);
        await expectDebtsKept(run);
        await expectUnpaidCounted(run);
        await expectNothingLeftOver(run);
      }),
      { numRuns, ...(seed === undefined ? {} : { seed: Number(seed) }) },
    );
  },
  120_000 + numRuns * 4_000,
);

/**
 * Emptying every table takes longer than a sequence, so it happens only now and then, often enough to keep the ten-thousandth as quick as
 * the first.
 */
const sequencesAtOnce = 25;
let sequences = 0;

/** All people and accounts are new, and the clock shows the real time. */
async function startAnew(): Promise<void> {
  await clock.reset();
  await db.unpaidDay.deleteMany(); // from another sequence
  if (sequences++ % sequencesAtOnce !== 0) return;
  await db.$transaction([
    // The ledger refuses to be emptied; this test may.
    db.$executeRaw`SET LOCAL session_replication_role = 'replica'`,
    db.$executeRaw`TRUNCATE users, wallets, workspaces, mails CASCADE`,
  ]);
}

interface Before {
  entryId: bigint;
  lots: string[];
}

async function frozenNow(): Promise<Before> {
  const [lots, newest] = await Promise.all([
    db.lot.findMany({ where: { frozenAt: { not: null } }, select: { id: true } }),
    db.ledgerEntry.aggregate({ _max: { id: true } }),
  ]);
  return { lots: lots.map(({ id }) => id), entryId: newest._max.id ?? 0n };
}

/** Frozen credits are neither spent nor expired. */
async function expectUntouched({ entryId, lots }: Before): Promise<void> {
  const touched = await db.ledgerEntry.findMany({
    where: { id: { gt: entryId }, lotId: { in: lots }, kind: { in: ['hold', 'expire'] } },
  });
  expect(touched).toEqual([]);
}

/** Each payment is stored once and granted its credits once; refunded credits are gone. */
async function expectPaidOnce({ payments }: Run): Promise<void> {
  for (const { paymentIntentId, invoiceId } of payments) {
    const rows = await db.payment.findMany({
      where: { OR: [{ paymentIntentId }, ...(invoiceId ? [{ invoiceId }] : [])] },
      include: { lot: { include: { entries: true } }, disputes: true },
    });
    expect(rows).toHaveLength(1);
    const [payment] = rows;
    if (!payment) continue;
    expect(payment.lot === null).toBe(payment.credits === 0);
    if (!payment.lot) continue;
    const isDisputed = payment.status !== 'dispute_lost' && payment.disputes.some(({ status }) => status === 'open');
    expect([payment.status === 'disputed', payment.lot.frozenAt !== null]).toEqual([isDisputed, isDisputed]);
    const { entries, balance } = payment.lot;
    const sum = (kind: string) => entries.reduce((total, entry) => total + (entry.kind === kind ? entry.amount : 0), 0);
    expect(sum('grant')).toBe(payment.credits);
    const due = Math.ceil((payment.credits * payment.amountRefunded) / payment.amount);
    // After the bank reversed the payment, a failed refund gives nothing back.
    if (payment.status !== 'dispute_lost') expect(-sum('refund')).toBeLessThanOrEqual(due);
    expect(-sum('refund') - sum('dispute')).toBeLessThanOrEqual(payment.credits);
    if (payment.status === 'refunded' || payment.status === 'dispute_lost') expect(balance).toBe(0);
  }
}

/** The credits that months of plans brought, plus those owed, equal what their invoices said, whatever the subscription. */
async function expectDebtsKept({ payments, payers }: Run): Promise<void> {
  for (const { walletId } of payers) {
    const { creditsOwed, payments: rows } = await db.wallet.findUniqueOrThrow({
      where: { id: walletId },
      include: { payments: { where: { kind: 'plan' }, include: { subscription: true } } },
    });
    const counted = rows.filter(({ subscription }) => !subscription?.refusedAt);
    const said = payments.filter(({ invoiceId }) => counted.some((row) => row.invoiceId === invoiceId));
    const sum = (all: Array<{ credits: number }>) => all.reduce((total, { credits }) => total + credits, 0);
    // Returned money makes owed again what it had set off; if the refund failed after that was set off again, it came back as credits.
    const again = counted.reduce((total, row) => {
      if (row.status === 'dispute_lost') return total + row.setOff;
      return total + (row.amountRefunded && Math.floor((row.setOff * row.amountRefunded) / row.amount));
    }, 0);
    const came = await db.ledgerEntry.aggregate({
      where: { lot: { walletId, grantKey: { startsWith: 'owed:' } }, kind: 'grant' },
      _sum: { amount: true },
    });
    expect(sum(counted) + (came._sum.amount ?? 0) + again - creditsOwed).toBe(sum(said));
  }
}

/** The day's counters equal what that day's requests hold of unpaid lots. */
async function expectUnpaidCounted({ ids }: Run): Promise<void> {
  const [row] = await db.$queryRaw<Array<{ counted: number; held: number }>>`
    SELECT (SELECT coalesce(sum(held), 0)::int FROM unpaid_days WHERE place = '') AS counted,
      (SELECT coalesce(-sum(e.amount), 0)::int FROM ledger_entries e JOIN lots l ON l.id = e.lot_id
         JOIN generations g ON g.id = e.generation_id
       WHERE g.identity_id = ANY(${ids}::uuid[]) AND is_unpaid(l)) AS held`;
  expect(row?.counted).toBe(row?.held);
}

/** No debts, no second trial, no orphaned rows, nothing kept past its time. */
async function expectNothingLeftOver({ owners, ids, team }: Run): Promise<void> {
  // A team's lots came only from its own payments, and none was moved away.
  const moved = await db.lot.count({
    where: {
      OR: [
        { walletId: team.walletId, payment: { walletId: { not: team.walletId } } },
        { walletId: { not: team.walletId }, payment: { walletId: team.walletId } },
      ],
    },
  });
  expect(moved).toBe(0);
  const walletIds = owners.map(({ walletId }) => walletId);
  const inDebt = await db.wallet.count({ where: { balance: { lt: 0 } } });
  const inDebtLots = await db.lot.count({ where: { balance: { lt: 0 } } });
  const nobodys = await db.lot.count({ where: { wallet: { user: null, workspace: null, identities: { none: {} } } } });
  const astray = await db.generation.count({
    where: { identityId: { in: ids }, userId: null, identity: { userId: { not: null } } },
  });
  const late = await db.lot.count({
    where: { balance: { gt: 0 }, frozenAt: null, expiresAt: { lt: await clock.now() } },
  });
  expect({ inDebt, inDebtLots, nobodys, astray, late }).toEqual({
    inDebt: 0,
    inDebtLots: 0,
    nobodys: 0,
    astray: 0,
    late: 0,
  });
  for (const walletId of walletIds)
    expect(await db.lot.count({ where: { walletId, origin: 'trial', forfeitedAt: null } })).toBeLessThanOrEqual(1);
}
