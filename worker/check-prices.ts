import { items } from '#core/billing/plans.ts';
import type { Deps } from '#core/deps.ts';

/** Checks once, at the start, that Stripe sells what we say. Items that differ cannot be bought until `npm run stripe:sync` was run. */
export async function checkPrices(deps: Pick<Deps, 'payments' | 'log'>): Promise<void> {
  try {
    for (const change of await deps.payments.compareCatalogue(items))
      deps.log.error(change, 'Stripe does not match the list of prices: run npm run stripe:sync');
  } catch (err) {
    deps.log.warn({ err }, 'the prices at Stripe could not be checked');
  }
}
