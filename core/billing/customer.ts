import { z } from 'zod';
import { milliseconds, text } from '../database/columns.ts';
import { sqlRow } from '../database/rows.ts';
import type { Deps } from '../deps.ts';
import { growingPauseMs } from '../growing-pause.ts';
import { PaymentsError } from '../ports/payments.ts';

type CustomerDeps = Pick<Deps, 'db' | 'payments'>;

/** The Stripe customer of a person who pays for a wallet: their own, with their current address, even if others pay for it, too. */
export async function ensureCustomer(
  { db, payments }: CustomerDeps,
  { walletId, userId, email }: { walletId: string; userId: string; email: string },
): Promise<string> {
  const who = { walletId_userId: { walletId, userId } };
  const before = await db.customer.findUnique({ where: who });
  const known = before && (await payments.updateCustomer({ id: before.id, email }));
  if (known) return known;
  const made = await payments.createCustomer({ walletId, userId, email, replaces: before?.id ?? null });
  if (before) await db.customer.deleteMany({ where: { id: before.id } });
  // If two are created at the same moment one is kept; nearly always both are the same customer.
  await db.customer.createMany({ data: { id: made, walletId, userId }, skipDuplicates: true });
  return (await db.customer.findUniqueOrThrow({ where: who })).id;
}

/** The Stripe customer of a person who pays for a wallet; undefined if they never did. */
export async function findCustomer(
  { db }: Pick<Deps, 'db'>,
  { walletId, userId }: { walletId: string; userId: string | null },
): Promise<string | undefined> {
  if (userId === null) return undefined;
  return (await db.customer.findUnique({ where: { walletId_userId: { walletId, userId } } }))?.id;
}

/** After this long we give up: the next checkout sends the address. */
const patienceMs = 24 * 60 * 60_000;

const staleCustomer = z.object({ email: text.nullable(), staleAt: text, staleMs: milliseconds });

/**
 * Sends Stripe the current e-mail address. A change made meanwhile is sent the next time. An address that Stripe refuses is not sent
 * again. Returns the time in ms until the next attempt, if Stripe did not accept it now.
 */
export async function tellNewAddress(
  { db, payments, log }: CustomerDeps & Pick<Deps, 'log'>,
  customerId: string,
): Promise<number | undefined> {
  const row = await sqlRow(db, staleCustomer)`
    SELECT u.email, c.stale_at::text AS "staleAt", (extract(epoch FROM now() - c.stale_at) * 1000)::float8 AS "staleMs"
    FROM customers c LEFT JOIN users u ON u.id = c.user_id
    WHERE c.id = ${customerId} AND c.stale_at IS NOT NULL`;
  if (!row) return undefined;
  try {
    // A customer that is gone at Stripe is created again at the next checkout, with the address of then.
    if (row.email !== null) await payments.updateCustomer({ id: customerId, email: row.email });
    log.info({ customerId }, 'stripe knows the new address');
  } catch (err) {
    if (!(err instanceof PaymentsError)) throw err;
    if (err.code !== 'refused' && row.staleMs < patienceMs) {
      log.warn({ customerId, err }, 'stripe could not be told of a new address yet');
      return growingPauseMs(row.staleMs);
    }
    log.error({ customerId, err }, 'given up: stripe does not take a new address');
  }
  await db.$executeRaw`UPDATE customers SET stale_at = NULL WHERE id = ${customerId} AND stale_at = ${row.staleAt}::timestamptz`;
  return undefined;
}
