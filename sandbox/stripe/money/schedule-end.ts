import { invalid } from '../api/errors.ts';
import type { Subscription } from '../objects/stored.ts';
import type { World } from '../world.ts';
import { watchPeriod } from './renew.ts';
import { periodOf } from './subscription-lines.ts';

/** Lets it end with its period or at a time, or continue after all. */
export function scheduleEnd(world: World, subscription: Subscription, at: 'period' | number | undefined) {
  const now = world.agenda.nowS();
  if (typeof at === 'number' && at <= now) throw invalid('`cancel_at` must be in the future.', 'cancel_at');
  subscription.cancel_at_period_end = at === 'period';
  subscription.cancel_at = at === 'period' ? periodOf(subscription).end : (at ?? null);
  subscription.canceled_at = at === undefined ? null : now;
  if (subscription.cancellation_details)
    subscription.cancellation_details.reason = at === undefined ? null : 'cancellation_requested';
  watchPeriod(world, subscription);
}
