import type { Deps } from '../deps.ts';
import { syncCheckout } from './sync/sync-checkout.ts';

export interface CheckoutState {
  kind: 'pack' | 'plan';
  item: string;
  credits: number;
  amount: number;
  currency: string;
  /** open: not paid yet, or the bank takes its days. failed: nothing was kept. */
  status: 'open' | 'paid' | 'failed' | 'expired';
}

/**
 * How one of a person's own checkouts stands, for the page that they come back to. Still open in our books, Stripe itself is asked, so
 * that the page need not wait for a webhook. Undefined where it is not theirs.
 */
export async function readOwnCheckout(
  deps: Pick<Deps, 'db' | 'payments' | 'queues' | 'log'>,
  { checkoutId, userId }: { checkoutId: string; userId: string },
): Promise<CheckoutState | undefined> {
  const find = () => deps.db.checkout.findFirst({ where: { id: checkoutId, userId } });
  const found = await find();
  if (found?.status === 'open' && found.sessionId !== null)
    await syncCheckout(deps, found.sessionId).catch((err: unknown) =>
      deps.log.warn({ checkoutId, err }, 'left to the webhook'),
    );
  const row = await find();
  if (!row) return undefined;
  const { kind, item, credits, amount, currency, status } = row;
  return { kind, item, credits, amount, currency, status };
}
