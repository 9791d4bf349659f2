import { reconcile as reconcileEvents } from '#core/billing/reconcile.ts';
import type { Deps } from '#core/deps.ts';

export const reconcile = (deps: Deps): Promise<number> => reconcileEvents(deps);
