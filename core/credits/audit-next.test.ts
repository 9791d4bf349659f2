import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { buildUser } from '#test/builders/user.ts';
import { createTestDatabase } from '#test/database.ts';
import type { TestDatabase } from '#test/postgres.ts';
import { createDatabase, type Database } from '../database/client.ts';
import { auditNext } from './audit-next.ts';
import { grantCredits } from './grant.ts';

let database: TestDatabase;
let db: Database;
beforeAll(async () => {
  database = await createTestDatabase();
  db = createDatabase(database.url);
});
afterAll(async () => {
  await db.$disconnect();
  await database.close();
});
beforeEach(() => db.auditProgress.deleteMany());

const grant = (walletId: string, key: string) => grantCredits({ db }, { walletId, origin: 'grant', amount: 10, key });
/** As a fault of ours would: without an entry. */
const setBalance = (walletId: string, by: number) =>
  db.$executeRaw`UPDATE wallets SET balance = balance + ${by} WHERE id = ${walletId}::uuid`;

/** A run goes on for a tenth of a second, and the next from there. */
async function firstFound() {
  let found: unknown[] = [];
  for (let runs = 0; runs < 10 && found.length === 0; runs++) found = await auditNext({ db });
  return found;
}

test('what entries touched is looked at in the next two runs, wherever the round is', async () => {
  const { walletId } = await buildUser({ db });
  await auditNext({ db });
  await grant(walletId, 'touched');
  const atTheEnd = { roundKind: 'gifts', roundAfter: 'ffffffff-ffff-ffff-ffff-ffffffffffff' };
  await db.auditProgress.update({ where: { id: 1 }, data: atTheEnd });
  await setBalance(walletId, 1);
  const { seenEntry } = await db.auditProgress.findUniqueOrThrow({ where: { id: 1 } });
  const fault = { walletId, fault: 'wallet_is_not_sum_of_lots' };
  expect(await auditNext({ db })).toEqual([fault]);
  const progress = await db.auditProgress.findUniqueOrThrow({ where: { id: 1 } });
  // An entry may be committed after one with a higher id, so the next run begins where this one did.
  expect([progress.seenBefore, progress.seenEntry > seenEntry]).toEqual([seenEntry, true]);
  await setBalance(walletId, -1);
  expect(await auditNext({ db })).toEqual([]);
});

test('what nothing touched has its turn too, and is looked at each time until it adds up', async () => {
  const { walletId } = await buildUser({ db });
  await grant(walletId, 'untouched');
  await auditNext({ db });
  await auditNext({ db });
  await auditNext({ db });
  await setBalance(walletId, 1);
  const fault = { walletId, fault: 'wallet_is_not_sum_of_lots' };
  expect(await firstFound()).toEqual([fault]);
  // Wherever the round goes on next.
  await db.auditProgress.update({ where: { id: 1 }, data: { roundKind: 'gifts', roundAfter: null } });
  expect(await auditNext({ db })).toEqual([fault]);
  expect((await db.auditProgress.findUniqueOrThrow({ where: { id: 1 } })).faulty).toEqual([walletId]);
  await setBalance(walletId, -1);
  expect(await auditNext({ db })).toEqual([]);
  expect((await db.auditProgress.findUniqueOrThrow({ where: { id: 1 } })).faulty).toEqual([]);
});

test('a round of more rows than one statement looks at reaches every one of them', async () => {
  const wallets = Array.from({ length: 1_201 }, () => ({ id: randomUUID() }));
  await db.wallet.createMany({ data: wallets });
  const last =
    wallets
      .map(({ id }) => id)
      .sort()
      .at(-1) ?? '';
  await setBalance(last, 1);
  expect(await firstFound()).toEqual([{ walletId: last, fault: 'wallet_is_not_sum_of_lots' }]);
  await setBalance(last, -1);
  expect(await auditNext({ db })).toEqual([]);
});
