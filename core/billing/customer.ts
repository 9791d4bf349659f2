import type { Deps } from '../deps.ts';
import { growingPauseMs } from '../growing-pause.ts';
import { PaymentsError } from '../ports/payments.ts';

type CustomerDeps = Pick<Deps, 'db' | 'payments'>;

/** The customer as whom somebody pays for a wallet: their own, with their address as it is now, whoever else pays for it. */
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
  // Of two at the same moment one is kept, and nearly always they made the same.
  await db.customer.createMany({ data: { id: made, walletId, userId }, skipDuplicates: true });
  return (await db.customer.findUniqueOrThrow({ where: who })).id;
}

/** As whom somebody pays for a wallet; undefined where they never did. */
export async function findCustomer(
  { db }: Pick<Deps, 'db'>,
  { walletId, userId }: { walletId: string; userId: string | null },
): Promise<string | undefined> {
  if (userId === null) return undefined;
  return (await db.customer.findUnique({ where: { walletId_userId: { walletId, userId } } }))?.id;
}

/** Those whose address changed since Stripe was told of it. */
export const findStaleCustomers = ({ db }: Pick<Deps, 'db'>, limit = 50): Promise<Array<{ customerId: string }>> =>
  db.$queryRaw`SELECT id AS "customerId" FROM customers WHERE stale_at IS NOT NULL ORDER BY stale_at LIMIT ${limit}::int`;

/** After this long it is given up: the next checkout tells it. */
const patienceMs = 24 * 60 * 60_000;

/**
 * Tells Stripe the address as it is now. What it changes to meanwhile is told the next time. An address that Stripe refuses is not told
 * again. Returns in how long to try again, where Stripe did not take it now.
 */
export async function tellNewAddress(
  { db, payments, log }: CustomerDeps & Pick<Deps, 'log'>,
  customerId: string,
): Promise<number | undefined> {
  const [row] = await db.$queryRaw<Array<{ email: string | null; staleAt: string; staleMs: number }>>`
    SELECT u.email, c.stale_at::text AS "staleAt", (extract(epoch FROM now() - c.stale_at) * 1000)::float8 AS "staleMs"
    FROM customers c LEFT JOIN users u ON u.id = c.user_id
    WHERE c.id = ${customerId} AND c.stale_at IS NOT NULL`;
  if (!row) return undefined;
  try {
    // One that is gone there is made anew, with the address of then, at the next checkout.
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
