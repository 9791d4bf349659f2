import type { Platform } from '../chat/platforms.ts';
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
  /** The chat that asked; null for the web. */
  platform: Platform | null;
}

/**
 * A checkout's state, for the page that the payer returns to: its id is in that URL and nowhere else. If it is still open as far as we
 * know, Stripe itself is asked, so that the page need not wait for a webhook. Undefined if there is none.
 */
export async function readCheckout(
  deps: Pick<Deps, 'db' | 'payments' | 'queues' | 'log' | 'metrics'>,
  checkoutId: string,
): Promise<CheckoutState | undefined> {
  const find = () => deps.db.checkout.findUnique({ where: { id: checkoutId }, include: { target: true } });
  const found = await find();
  if (found?.status === 'open' && found.sessionId !== null)
    await syncCheckout(deps, found.sessionId).catch((err: unknown) =>
      deps.log.warn({ checkoutId, err }, 'left to the webhook'),
    );
  const row = await find();
  if (!row) return undefined;
  const { kind, item, credits, amount, currency, status, target } = row;
  return { kind, item, credits, amount, currency, status, platform: target?.platform ?? null };
}
