import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildGuest } from '#test/builders/guest.ts';
import { packPayment, pay } from '#test/builders/payment.ts';
import { buildUser, type TestUser } from '#test/builders/user.ts';
import { createTestDatabase } from '#test/database.ts';
import { withKeys } from '#test/keys.ts';
import type { TestDatabase } from '#test/postgres.ts';
import { PrismaClient } from '../../prisma/generated/client.ts';
import { disputePayment } from '../billing/ledger/dispute-payment.ts';
import { refundPayment } from '../billing/ledger/refund-payment.ts';
import { findFaultyWallets } from '../credits/audit.ts';
import { grantCredits } from '../credits/grant.ts';
import { findLedger } from '../credits/ledger.ts';
import { ledgerWords } from '../credits/ledger-words.ts';
import type { Database } from '../database/client.ts';
import { keepPool } from '../database/direct.ts';
import type { Failure } from '../failure.ts';
import { giveCredits } from './give.ts';
import { undoGift } from './undo.ts';

let database: TestDatabase;
let db: Database;
beforeAll(async () => {
  database = await createTestDatabase();
  // Without our limits of time: fifty at once wait for each other.
  const pool = new pg.Pool({ connectionString: database.url });
  db = new PrismaClient({ adapter: new PrismaPg(pool, { disposeExternalPool: true }) });
  keepPool(db, pool);
});
afterAll(async () => {
  expect(await findFaultyWallets({ db })).toEqual([]);
  await db.$disconnect();
  await database.close();
});

type Person = Pick<TestUser, 'identityId' | 'walletId'>;

async function buy(account: TestUser, credits: number): Promise<string> {
  const payment = packPayment(account, { credits });
  await pay({ db }, payment);
  return payment.paymentIntentId ?? '';
}

const give = (from: Person, to: Person, amount: number, over: { requestKey?: string; message?: string } = {}) =>
  giveCredits(withKeys({ db }), {
    requestKey: randomUUID(),
    fromIdentityId: from.identityId,
    toIdentityId: to.identityId,
    fromName: 'Ada',
    toName: 'Grace',
    amount,
    message: '',
    ...over,
  });

async function given(from: Person, to: Person, amount: number, message = ''): Promise<string> {
  const id = await give(from, to, amount, { message });
  if (id === undefined) throw new Error('it was given before');
  return id;
}

const undo = async (giftId: string, { identityId }: Person) =>
  (await undoGift(withKeys({ db }), giftId, { identityId, userId: null })).outcome;

const refusalOf = (work: Promise<unknown>): Promise<Failure> =>
  work.then(
    () => Promise.reject(new Error('it was not refused')),
    (error) => error,
  );

const balanceOf = async ({ walletId }: Person) =>
  (await db.wallet.findUniqueOrThrow({ where: { id: walletId } })).balance;
const words = async ({ walletId }: Person) =>
  (await findLedger(withKeys({ db }), walletId, { filter: { since: null, before: null }, limit: 100 })).map((line) => [
    line.amount,
    ledgerWords(line),
  ]);

test('bought credits go over, oldest first, and both ledgers say so; taken back, each goes where it came from', async () => {
  const [ada, grace] = [await buildUser({ db }), await buildUser({ db })];
  await buy(ada, 30);
  await buy(ada, 40);
  const id = await given(ada, grace, 50, 'thanks');
  expect([await balanceOf(ada), await balanceOf(grace)]).toEqual([20, 50]);
  expect((await words(ada)).slice(0, 2)).toEqual([
    [-20, 'Given to Grace'],
    [-30, 'Given to Grace'],
  ]);
  expect(await words(grace)).toEqual([[50, 'From Ada: thanks']]);
  const lot = await db.lot.findFirstOrThrow({ where: { walletId: grace.walletId } });
  expect(lot).toMatchObject({ origin: 'gift', balance: 50, expiresAt: null });

  expect(await undo(id, ada)).toBe('undone');
  expect(await undo(id, ada)).toBe('undone_before');
  expect([await balanceOf(ada), await balanceOf(grace)]).toEqual([70, 0]);
  expect((await words(grace))[0]).toEqual([-50, 'Taken back by Ada within a minute']);
  expect((await words(ada))[0]?.[1]).toBe('Back from Grace: taken back within a minute');
  const lots = await db.lot.findMany({ where: { walletId: ada.walletId }, orderBy: { createdAt: 'asc' } });
  expect(lots.map(({ balance }) => balance)).toEqual([30, 40]);
});

test('trial, plan, granted and given credits cannot be given', async () => {
  const [ada, grace] = [await buildUser({ db }), await buildGuest({ db })];
  for (const origin of ['trial', 'plan', 'grant'] as const)
    await grantCredits({ db }, { walletId: ada.walletId, origin, amount: 100, key: randomUUID() });
  await buy(ada, 30);
  const refusal = await refusalOf(give(ada, grace, 50));
  expect(refusal.message).toBe(
    'You have 30 bought credits; trial, plan and given credits cannot be given away. Nothing was taken.',
  );
  expect(refusal.next).toBe('Give 30 credits at most, or buy more.');
  await give(ada, grace, 30);
  expect((await refusalOf(give(grace, ada, 1))).message).toContain('You have no bought credits');
  expect(await balanceOf(ada)).toBe(300);
});

test('what is disputed or was paid back cannot be given', async () => {
  const [ada, grace] = [await buildUser({ db }), await buildGuest({ db })];
  const paymentIntentId = await buy(ada, 100);
  await disputePayment({ db }, { paymentIntentId, disputeId: 'dp_1', status: 'open' });
  expect((await refusalOf(give(ada, grace, 1))).code).toBe('too_few_bought');
  await disputePayment({ db }, { paymentIntentId, disputeId: 'dp_1', status: 'won' });
  const id = await given(ada, grace, 60);
  await refundPayment({ db }, { paymentIntentId, amountRefunded: 500 });
  expect(await balanceOf(ada)).toBe(0);
  // Back in a lot whose payment was refunded, they are void.
  expect(await undo(id, ada)).toBe('undone');
  expect([await balanceOf(ada), await balanceOf(grace)]).toEqual([0, 20]);
});

test('500 a day, whatever is taken back apart; and the day goes by', async () => {
  const [ada, grace] = [await buildUser({ db }), await buildGuest({ db })];
  await buy(ada, 2000);
  const first = await given(ada, grace, 480);
  const refusal = await refusalOf(give(ada, grace, 21));
  expect(refusal.code).toBe('daily_limit');
  expect(refusal.message).toContain('You have given 480 credits in the last 24 hours, and may give 500 credits');
  expect(refusal.next).toBe('Give 20 credits at most now, or more tomorrow.');
  await undo(first, ada);
  await give(ada, grace, 500);
  expect((await refusalOf(give(ada, grace, 1))).code).toBe('daily_limit');
  await db.$executeRaw`UPDATE gifts SET created_at = created_at - interval '24 hours' WHERE from_identity_id = ${ada.identityId}::uuid`;
  await give(ada, grace, 500);
});

test('never to oneself, and not to another identity of the same account', async () => {
  const ada = await buildUser({ db });
  await buy(ada, 100);
  const other = await buildGuest({ db });
  await db.$queryRaw`SELECT * FROM link_identity(${other.identityId}::uuid, ${ada.userId}::uuid, 'x', NULL, NULL)`;
  for (const to of [ada, other]) expect((await refusalOf(give(ada, to, 1))).code).toBe('to_oneself');
  expect(await balanceOf(ada)).toBe(120);
});

test('not to an account that is blocked', async () => {
  const [ada, grace] = [await buildUser({ db }), await buildUser({ db })];
  await buy(ada, 100);
  await db.user.update({ where: { id: grace.userId }, data: { blockedAt: new Date() } });
  expect((await refusalOf(give(ada, grace, 1))).code).toBe('not_to_them');
});

test('asked for twice it is given once', async () => {
  const [ada, grace] = [await buildUser({ db }), await buildGuest({ db })];
  await buy(ada, 100);
  const requestKey = randomUUID();
  const ids = await Promise.all(Array.from({ length: 5 }, () => give(ada, grace, 10, { requestKey })));
  expect(ids.filter((id) => id !== undefined)).toHaveLength(1);
  expect(await balanceOf(ada)).toBe(90);
});

test('taken back by the giver alone, within a minute, while nothing of it is spent', async () => {
  const [ada, grace] = [await buildUser({ db }), await buildUser({ db })];
  await buy(ada, 100);
  const spent = await given(ada, grace, 10);
  expect(await undo(spent, grace)).toBe('not_yours');
  expect(await undo(randomUUID(), ada)).toBe('not_yours');
  await db.$queryRaw`SELECT * FROM admin_credit(${JSON.stringify({
    id: randomUUID(),
    operatorId: ada.userId,
    operatorEmail: ada.email,
    walletId: grace.walletId,
    amount: -1,
    reason: 'one credit is gone',
  })}::jsonb)`;
  expect(await undo(spent, ada)).toBe('spent');
  const late = await given(ada, grace, 10);
  await db.$executeRaw`UPDATE gifts SET created_at = created_at - interval '61 seconds' WHERE id = ${late}::uuid`;
  expect(await undo(late, ada)).toBe('too_late');
  expect([await balanceOf(ada), await balanceOf(grace)]).toEqual([80, 19]);
});

test('a gift moves with a guest who links, and can be taken back from there', async () => {
  const [ada, account, guest] = [await buildUser({ db }), await buildUser({ db }), await buildGuest({ db })];
  await buy(ada, 100);
  const id = await given(ada, guest, 10);
  await db.$queryRaw`SELECT * FROM link_identity(${guest.identityId}::uuid, ${account.userId}::uuid, 'x', NULL, NULL)`;
  expect((await words(account)).map(([, line]) => line)).toContain('From Ada');
  expect(await undo(id, ada)).toBe('undone');
  expect([await balanceOf(ada), await balanceOf(account)]).toEqual([100, 20]);
});

test('50 gifts at once from a wallet with credit for 10: exactly 10 are given', async () => {
  const ada = await buildUser({ db });
  await buy(ada, 100);
  const others = await Promise.all(Array.from({ length: 50 }, () => buildGuest({ db })));
  const outcomes = await Promise.allSettled(others.map((other) => give(ada, other, 10)));
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
  for (const outcome of outcomes)
    if (outcome.status === 'rejected') expect((outcome.reason as Failure).code).toBe('too_few_bought');
  expect(await balanceOf(ada)).toBe(0);
});

test('two who give to each other at once do not wait for each other for ever', async () => {
  const [ada, grace] = [await buildUser({ db }), await buildUser({ db })];
  await Promise.all([buy(ada, 500), buy(grace, 500)]);
  await Promise.all(Array.from({ length: 20 }, () => [give(ada, grace, 5), give(grace, ada, 5)]).flat());
  expect([await balanceOf(ada), await balanceOf(grace)]).toEqual([500, 500]);
});
