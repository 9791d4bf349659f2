import type { Deps } from '#core/deps.ts';
import type { JobData } from '#core/jobs.ts';
import { claimDelivery } from '#core/webhooks/claim-delivery.ts';
import { sendDelivery } from '#core/webhooks/send-delivery.ts';

/** Tries a delivery once, if it is due. Run twice at once, one of them finds nothing to do. */
export async function webhook(deps: Deps, { deliveryId }: JobData<'webhook'>): Promise<undefined> {
  const claimed = await claimDelivery(deps, deliveryId);
  if (!claimed) return undefined;
  const { outcome, status, durationMs } = await sendDelivery(deps, claimed);
  deps.metrics.count('webhooksSent', { outcome });
  deps.log.info({ deliveryId, event: claimed.event, outcome, status, durationMs }, 'a webhook was sent');
  return undefined;
}
