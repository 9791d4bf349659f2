import { z } from 'zod';
import { messageTypes, webhookDeliveryStatuses, webhookOutcomeNames } from '../contract/webhooks.ts';
import { int, time, uuid } from '../database/columns.ts';
import type { Deps } from '../deps.ts';
import { noDelivery, noWebhook } from './refusals.ts';

const deliveryRow = z.object({
  id: uuid,
  endpointId: uuid,
  event: z.enum(messageTypes),
  generationId: uuid.nullable(),
  status: z.enum(webhookDeliveryStatuses),
  attempts: int,
  outcome: z.enum(webhookOutcomeNames).nullable(),
  responseStatus: int.nullable(),
  durationMs: int.nullable(),
  triedAt: time.nullable(),
  nextTryAt: time.nullable(),
  createdAt: time,
});
export type DeliveryRow = z.infer<typeof deliveryRow>;
type Listing = Pick<Deps, 'db'>;

interface Page {
  after?: Pick<DeliveryRow, 'createdAt' | 'id'> | undefined;
  limit: number;
}

/** What was sent to a webhook in the last weeks, newest first, beginning after `after`. @throws Failure not_found */
export async function listDeliveries(
  { db }: Listing,
  { userId, webhookId }: { userId: string; webhookId: string },
  { after, limit }: Page,
): Promise<DeliveryRow[]> {
  if ((await db.webhookEndpoint.count({ where: { id: webhookId, userId } })) === 0) throw noWebhook();
  const rows = await db.webhookDelivery.findMany({
    where: {
      endpointId: webhookId,
      ...(after
        ? { OR: [{ createdAt: { lt: after.createdAt } }, { createdAt: after.createdAt, id: { lt: after.id } }] }
        : {}),
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit,
  });
  return rows.map((row) => deliveryRow.parse(row));
}

/** One of an account's. @throws Failure not_found */
export async function readDelivery(
  { db }: Listing,
  { userId, id }: { userId: string; id: string },
): Promise<DeliveryRow> {
  const row = await db.webhookDelivery.findFirst({ where: { id, endpoint: { userId } } });
  if (!row) throw noDelivery();
  return deliveryRow.parse(row);
}
