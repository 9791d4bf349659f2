import { reconcile as reconcileEvents } from '#core/billing/reconcile.ts';
import type { Deps } from '#core/deps.ts';

export async function reconcile(deps: Deps): Promise<undefined> {
  await reconcileEvents(deps);
}
