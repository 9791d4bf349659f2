import type { Deps } from '../deps.ts';

/** Records a payment event before any work on it: from then on it cannot be lost. */
export async function receiveEvent(
  { db, queues, log }: Pick<Deps, 'db' | 'queues' | 'log'>,
  { id: eventId, type }: { id: string; type: string },
): Promise<void> {
  await db.stripeEvent.createMany({ data: { id: eventId, type }, skipDuplicates: true });
  // The reconciler picks up unhandled events.
  await queues
    .enqueue('stripe-event', { eventId })
    .catch((err: unknown) => log.warn({ eventId, err }, 'left to the reconciler'));
}
