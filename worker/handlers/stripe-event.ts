import { syncEvent } from '#core/billing/sync/sync-event.ts';
import type { Deps } from '#core/deps.ts';
import type { JobData } from '#core/jobs.ts';

export async function stripeEvent(deps: Deps, { eventId }: JobData<'stripe-event'>): Promise<undefined> {
  await syncEvent(deps, eventId);
}
