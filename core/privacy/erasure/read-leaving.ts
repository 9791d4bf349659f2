import { z } from 'zod';
import { Prisma } from '../../../prisma/generated/client.ts';
import { planName } from '../../billing/plans.ts';
import { moneyText } from '../../contract/money.ts';
import { int, text, time } from '../../database/columns.ts';
import { sqlRow, sqlRows } from '../../database/rows.ts';
import type { Deps } from '../../deps.ts';

export interface Leaving {
  images: number;
  projects: number;
  identities: number;
  boughtCredits: number;
  boughtWorth: string[];
  /** That somebody gave them. */
  giftCredits: number;
  freeCredits: number;
  /** Our messages that show what their chat identities asked for while another account had them. The images stay there. */
  formerMessages: number;
  /** Of their own wallet, and of teams that they pay for. */
  plans: Array<{ name: string; until: Date; ofTeam: boolean }>;
  dueAt: Date | null;
}

const counted = z.object({
  images: int,
  projects: int,
  identities: int,
  boughtCredits: int,
  giftCredits: int,
  freeCredits: int,
  formerMessages: int,
  dueAt: time.nullable(),
});
const worth = z.object({ currency: text, amount: int });

/** What goes with an account, or with a guest. */
export async function readLeaving(
  { db }: Pick<Deps, 'db'>,
  { userId, identityId }: { userId: string | null; identityId: string | null },
): Promise<Leaving> {
  const walletId = await walletOf({ db }, { userId, identityId });
  const isFormer = Prisma.sql`g.user_id IS DISTINCT FROM ${userId}::uuid AND g.user_id IS NOT NULL
    AND g.identity_id IN (SELECT i.id FROM identities i WHERE i.user_id = ${userId}::uuid OR i.id = ${identityId}::uuid)`;
  const row = await sqlRow(db, counted)`
    SELECT
      (SELECT count(*)::int FROM assets a LEFT JOIN generations g ON g.id = a.generation_id WHERE a.deleted_at IS NULL
         AND (a.user_id = ${userId}::uuid OR (a.user_id IS NULL AND ${userId}::uuid IS NULL AND g.identity_id = ${identityId}::uuid))) AS images,
      (SELECT count(*)::int FROM projects p WHERE p.user_id = ${userId}::uuid) AS projects,
      (SELECT count(*)::int FROM identities i WHERE i.user_id = ${userId}::uuid OR i.id = ${identityId}::uuid) AS identities,
      (SELECT coalesce(sum(l.balance), 0)::int FROM lots l
       WHERE l.wallet_id = ${walletId}::uuid AND NOT is_unpaid(l) AND l.origin <> 'gift') AS "boughtCredits",
      (SELECT coalesce(sum(l.balance), 0)::int FROM lots l WHERE l.wallet_id = ${walletId}::uuid AND l.origin = 'gift') AS "giftCredits",
      (SELECT coalesce(sum(l.balance), 0)::int FROM lots l WHERE l.wallet_id = ${walletId}::uuid AND is_unpaid(l)) AS "freeCredits",
      (SELECT count(*)::int FROM (
         SELECT m.target_id, m.message_id FROM chat_messages m JOIN generations g ON g.id = m.generation_id WHERE ${isFormer}
         UNION SELECT d.target_id, d.message_id FROM deliveries d JOIN generations g ON g.id = d.generation_id
           WHERE d.message_id IS NOT NULL AND ${isFormer}) former) AS "formerMessages",
      coalesce((SELECT u.deletion_due_at FROM users u WHERE u.id = ${userId}::uuid),
        (SELECT i.deletion_due_at FROM identities i WHERE i.id = ${identityId}::uuid AND ${userId}::uuid IS NULL)) AS "dueAt"`;
  if (!row) throw new Error('a count is always one row');
  const plans =
    userId === null
      ? []
      : await db.subscription.findMany({ where: { userId, endedAt: null }, orderBy: { currentPeriodEnd: 'asc' } });
  return {
    ...row,
    boughtWorth: await readWorth({ db }, walletId),
    plans: plans.map((each) => ({
      ...{ name: planName(each.plan), until: each.currentPeriodEnd, ofTeam: each.walletId !== walletId },
    })),
  };
}

/** What was paid for the bought credits that a wallet still has, as "$4.00", by currency. */
export async function readWorth({ db }: Pick<Deps, 'db'>, walletId: string): Promise<string[]> {
  const paid = await sqlRows(db, worth)`
    SELECT p.currency, round(sum(p.amount::numeric * l.balance / p.credits))::int AS amount
    FROM payments p JOIN lots l ON l.id = p.lot_id
    WHERE l.wallet_id = ${walletId}::uuid AND l.balance > 0 AND p.credits > 0 GROUP BY 1 ORDER BY 1`;
  return paid.map(({ amount, currency }) => moneyText({ amount, currency }));
}

async function walletOf(
  { db }: Pick<Deps, 'db'>,
  { userId, identityId }: { userId: string | null; identityId: string | null },
): Promise<string> {
  if (userId !== null) return (await db.user.findUniqueOrThrow({ where: { id: userId } })).walletId;
  return (await db.identity.findUniqueOrThrow({ where: { id: identityId ?? '' } })).walletId;
}
