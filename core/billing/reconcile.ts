import { databaseNow } from '../database/now.ts';
import type { Deps } from '../deps.ts';
import { payBackForgotten } from './sync/pay-back-refused.ts';

/** Stripe's clock and ours may differ, and its list may not be complete to the second. */
const overlapMs = 60 * 60_000;
/** Stripe keeps an event for 30 days (https://docs.stripe.com/api/events): so long it can be read once more. */
const patienceMs = 31 * 24 * 60 * 60_000;
/** An event that fails for this long needs a person. */
const worryMs = 60 * 60_000;

/**
 * Looks through Stripe's own list since the last time, so that a lost webhook costs only minutes; and enqueues events that were
 * received but not handled, and pays back what should have gone back. Returns how many events there were.
 */
export async function reconcile(deps: Pick<Deps, 'db' | 'payments' | 'queues' | 'log' | 'metrics'>): Promise<number> {
  const { db, payments, queues, log } = deps;
  // Not by a worker's own clock: if it is ahead, later events would be skipped.
  const startedAt = await databaseNow(deps);
  await payBackForgotten(deps);
  const cursor = await db.billingCursor.findUnique({ where: { id: 1 } });
  const events = await payments.listEvents(cursor ? new Date(cursor.checkedTo.getTime() - overlapMs) : undefined);
  const found = await db.stripeEvent.createMany({
    data: events.map(({ id, type }) => ({ id, type })),
    skipDuplicates: true,
  });
  const missed = await db.stripeEvent.findMany({
    where: { handledAt: null, receivedAt: { gt: new Date(startedAt.getTime() - patienceMs) } },
    orderBy: { receivedAt: 'asc' },
    select: { id: true, receivedAt: true },
  });
  if (missed.some(({ receivedAt }) => receivedAt.getTime() < startedAt.getTime() - worryMs))
    deps.metrics.count('operatorNeeded', { cause: 'stripe_events' });
  await queues.enqueueMany(
    'stripe-event',
    missed.map(({ id }) => ({ eventId: id })),
  );
  await db.billingCursor.upsert({
    where: { id: 1 },
    create: { id: 1, checkedTo: startedAt },
    update: { checkedTo: startedAt },
  });
  if (missed.length > 0) log.warn({ found: found.count, missed: missed.length }, 'payment events were missed');
  return missed.length;
}
