import type { Deps } from '../../deps.ts';

/** A checkout that ended without a payment. Returns the mail to send, if there is one. Nothing where it had ended before. */
export async function closeCheckout(
  deps: Pick<Deps, 'db'>,
  closed: { eventId?: string | undefined; checkoutId: string; status: 'failed' | 'expired' },
): Promise<{ mailId: string | null }> {
  const { eventId = null, checkoutId, status } = closed;
  const [row] = await deps.db.$queryRaw<Array<{ mailId: string | null }>>`
    SELECT close_checkout(${eventId}, ${checkoutId}::uuid, ${status}::"CheckoutStatus") AS "mailId"`;
  return { mailId: row?.mailId ?? null };
}
