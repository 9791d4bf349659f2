import { z } from 'zod';
import { testEvent } from '../contract/webhooks.ts';
import { uuid } from '../database/columns.ts';
import { sqlFinds, sqlRow } from '../database/rows.ts';
import type { Deps } from '../deps.ts';
import { refuseLeaving } from '../privacy/erasure/leaving.ts';
import { type DeliveryRow, readDelivery } from './list-deliveries.ts';
import { noWebhook, webhookIsOff } from './refusals.ts';

type SendDeps = Pick<Deps, 'db' | 'queues' | 'log'>;
const made = z.object({ id: uuid });

/**
 * Has a test message sent, once, also to a webhook that is switched off. While one is on its way, that is the test.
 * @throws Failure not_found, deletion_under_way
 */
export async function testWebhook(
  deps: SendDeps,
  { userId, webhookId }: { userId: string; webhookId: string },
): Promise<DeliveryRow> {
  await refuseLeaving(deps, userId);
  const id = await deps.db.$transaction(async (tx) => {
    const isTheirs = await sqlFinds(tx)`
      SELECT 1 FROM webhook_endpoints WHERE id = ${webhookId}::uuid AND user_id = ${userId}::uuid FOR UPDATE`;
    if (!isTheirs) throw noWebhook();
    const onItsWay = await tx.webhookDelivery.findFirst({
      where: { endpointId: webhookId, event: testEvent, status: 'pending' },
      select: { id: true },
    });
    if (onItsWay) return onItsWay.id;
    const row = await sqlRow(tx, made)`
      INSERT INTO webhook_deliveries (id, endpoint_id, event, since, next_try_at, created_at)
      VALUES (gen_random_uuid(), ${webhookId}::uuid, ${testEvent}, now(), now(), now()) RETURNING id`;
    if (!row) throw noWebhook();
    return row.id;
  });
  return sendSoon(deps, { userId, id });
}

/**
 * Sends a delivery again, with the same id and body, whatever became of it; from now on it is tried for a day. One that waits for its next try is tried
 * now. @throws Failure not_found, webhook_off, deletion_under_way
 */
export async function repeatDelivery(
  deps: SendDeps,
  { userId, id }: { userId: string; id: string },
): Promise<DeliveryRow> {
  await refuseLeaving(deps, userId);
  const { endpointId, event } = await readDelivery(deps, { userId, id });
  const isOff = (await deps.db.webhookEndpoint.count({ where: { id: endpointId, disabledAt: { not: null } } })) > 0;
  if (isOff && event !== testEvent) throw webhookIsOff();
  // One that is being sent at this moment is left to that.
  await deps.db.$executeRaw`
    UPDATE webhook_deliveries SET status = 'pending', since = now(), next_try_at = now(), lease_until = NULL
    WHERE id = ${id}::uuid AND coalesce(lease_until < now(), true)`;
  return sendSoon(deps, { userId, id });
}

async function sendSoon(deps: SendDeps, whose: { userId: string; id: string }): Promise<DeliveryRow> {
  await deps.queues
    .enqueue('webhook', { deliveryId: whose.id })
    .catch((err: unknown) => deps.log.warn({ deliveryId: whose.id, err }, 'left to sweep'));
  return readDelivery(deps, whose);
}
