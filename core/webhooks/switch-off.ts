import { z } from 'zod';
import type { Prisma } from '../../prisma/generated/client.ts';
import {
  testEvent,
  triedHours,
  type WebhookOffCause,
  type WebhookOutcome,
  webhookOutcomes,
} from '../contract/webhooks.ts';
import { uuid } from '../database/columns.ts';
import { databaseNow } from '../database/now.ts';
import { sqlRow } from '../database/rows.ts';
import type { Deps } from '../deps.ts';
import { sendWritten, writeMail } from '../mail/send-mail.ts';

/** What waits for an endpoint that was switched off is not sent any more, except a test that somebody asks for. */
export const dropWaiting = (tx: Pick<Prisma.TransactionClient, 'webhookDelivery'>, endpointId: string) =>
  tx.webhookDelivery.updateMany({
    where: { endpointId, status: 'pending', event: { not: testEvent } },
    data: { status: 'dropped', nextTryAt: null, leaseUntil: null },
  });

interface GivenUp {
  deliveryId: string;
  endpointId: string;
  /** Of the endpoint: told in the mail, without its path, which may have secrets in it. */
  host: string;
  outcome: WebhookOutcome;
  because: Exclude<WebhookOffCause, 'person'>;
}

const switchedOff = z.object({ userId: uuid });

/**
 * Switches an endpoint off to which a message could not be brought, and tells its owner by one mail. Not if something else arrived there while that was
 * tried: then the fault is not the address.
 */
export async function switchOff(
  deps: Pick<Deps, 'db' | 'seal' | 'queues' | 'log' | 'config'>,
  { deliveryId, endpointId, host, outcome, because }: GivenUp,
): Promise<void> {
  const mailId = await deps.db.$transaction(async (tx) => {
    const off = await sqlRow(tx, switchedOff)`
      UPDATE webhook_endpoints e SET disabled_at = now(), disabled_because = ${because}::"WebhookOffCause"
      FROM webhook_deliveries d
      WHERE e.id = ${endpointId}::uuid AND d.id = ${deliveryId}::uuid AND e.disabled_at IS NULL
        AND (${because === 'gone'}::boolean OR coalesce(e.last_delivered_at < d.since, true))
      RETURNING e.user_id AS "userId"`;
    if (!off) return null;
    await dropWaiting(tx, endpointId);
    const { email } = await tx.user.findUniqueOrThrow({ where: { id: off.userId }, select: { email: true } });
    deps.log.info({ userId: off.userId, webhookId: endpointId, because }, 'a webhook was switched off');
    return writeMail(tx, deps, 'webhook-off', {
      to: email,
      host,
      why: because === 'gone' ? 'It answered that it is gone for good (410).' : webhookOutcomes[outcome],
      triedHours: because === 'gone' ? null : triedHours,
      at: (await databaseNow({ db: tx })).toISOString(),
      webhooksUrl: `${deps.config.publicUrl}/settings/webhooks`,
    });
  });
  await sendWritten(deps, mailId);
}
