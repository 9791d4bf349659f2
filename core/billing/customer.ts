import type { Deps } from '../deps.ts';

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

/** Tells Stripe the address as it is now. What it changes to meanwhile is told the next time. */
export async function tellNewAddress(
  { db, payments, log }: CustomerDeps & Pick<Deps, 'log'>,
  customerId: string,
): Promise<void> {
  const [row] = await db.$queryRaw<Array<{ email: string | null; staleAt: string }>>`
    SELECT u.email, c.stale_at::text AS "staleAt" FROM customers c LEFT JOIN users u ON u.id = c.user_id
    WHERE c.id = ${customerId} AND c.stale_at IS NOT NULL`;
  if (!row) return;
  // One that is gone there is made anew, with the address of then, at the next checkout.
  if (row.email !== null) await payments.updateCustomer({ id: customerId, email: row.email });
  await db.$executeRaw`UPDATE customers SET stale_at = NULL WHERE id = ${customerId} AND stale_at = ${row.staleAt}::timestamptz`;
  log.info({ customerId }, 'stripe knows the new address');
}
