import { z } from 'zod';
import { checkoutStatus, text, uuid } from '../../database/columns.ts';
import { sqlFunction } from '../../database/sql-function.ts';
import type { Deps } from '../../deps.ts';

const close = sqlFunction({
  name: 'close_checkout',
  args: z.object({ eventId: text.nullable(), checkoutId: uuid, status: checkoutStatus }),
  row: uuid.nullable(),
});

/** Closes a checkout that ended without a payment. Returns the mail to send, if any. Does nothing if it had ended before. */
export async function closeCheckout(
  { db }: Pick<Deps, 'db'>,
  closed: { eventId?: string | undefined; checkoutId: string; status: 'failed' | 'expired' },
): Promise<{ mailId: string | null }> {
  const { eventId = null, checkoutId, status } = closed;
  return { mailId: await close.one(db, { eventId, checkoutId, status }) };
}
