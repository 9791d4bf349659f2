import type { Webhook, WebhookDelivery } from '#core/contract/pages/webhooks.ts';
import type { DeliveryRow } from '#core/webhooks/list-deliveries.ts';
import type { WebhookRow } from '#core/webhooks/list-endpoints.ts';

/** The same on the pages and in the API for programs. */
export function presentWebhook(row: WebhookRow): Webhook {
  const { id, url, events, disabledAt, disabledBecause, lastDeliveredAt, previousUntil, createdAt } = row;
  return {
    ...{ id, url, events },
    isOn: disabledAt === null,
    offBecause: disabledBecause,
    offAt: disabledAt?.toISOString() ?? null,
    lastDeliveredAt: lastDeliveredAt?.toISOString() ?? null,
    oldSecretUntil: previousUntil?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
  };
}

export function presentDelivery({ endpointId: _, ...row }: DeliveryRow): WebhookDelivery {
  return {
    ...row,
    triedAt: row.triedAt?.toISOString() ?? null,
    nextTryAt: row.nextTryAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  };
}
