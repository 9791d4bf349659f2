import type { Prisma } from '../../prisma/generated/client.ts';
import { oldSecretHours, type WebhookEvent, webhookEventNames } from '../contract/webhooks.ts';
import { databaseNow } from '../database/now.ts';
import type { Deps } from '../deps.ts';
import { sealWords } from '../keys/seal-words.ts';
import { refuseLeaving } from '../privacy/erasure/leaving.ts';
import { noWebhook } from './refusals.ts';
import { newWebhookSecret } from './sign.ts';
import { dropWaiting } from './switch-off.ts';

/** An account's own. */
interface Whose {
  id: string;
  userId: string;
}
type ChangeDeps = Pick<Deps, 'db' | 'log'>;

/**
 * Changes what a webhook is told of, or switches it off and on. What ends while it is off is not told afterwards; what waited then is dropped.
 * @throws Failure not_found, deletion_under_way
 */
export async function changeWebhook(
  deps: ChangeDeps,
  { id, userId }: Whose,
  { events, isOn }: { events?: readonly WebhookEvent[] | undefined; isOn?: boolean | undefined },
): Promise<void> {
  await refuseLeaving(deps, userId);
  await deps.db.$transaction(async (tx) => {
    const now = await databaseNow({ db: tx });
    const { count } = await tx.webhookEndpoint.updateMany({
      where: { id, userId },
      data: {
        ...(events ? { events: webhookEventNames.filter((event) => events.includes(event)) } : {}),
        ...(isOn ? { disabledAt: null, disabledBecause: null } : {}),
      },
    });
    if (count === 0) throw noWebhook();
    if (isOn !== false) return;
    // One that is off already keeps why.
    await tx.webhookEndpoint.updateMany({
      where: { id, userId, disabledAt: null },
      data: { disabledAt: now, disabledBecause: 'person' },
    });
    await dropWaiting(tx, id);
  });
  deps.log.info({ userId, webhookId: id, isOn }, 'a webhook was changed');
}

/**
 * A new secret, which is shown this once. For a day messages are signed with the one before, too. @throws Failure not_found, deletion_under_way
 */
export async function changeWebhookSecret(
  deps: ChangeDeps & Pick<Deps, 'keys'>,
  { id, userId }: Whose,
): Promise<{ secret: string }> {
  await refuseLeaving(deps, userId);
  const secret = newWebhookSecret();
  const words = await sealWords(deps, { userId }, secret);
  const count = await deps.db.$executeRaw`
    UPDATE webhook_endpoints SET previous_secret = secret, previous_secret_sealed = secret_sealed,
      previous_until = now() + ${oldSecretHours}::int * interval '1 hour', secret = ${words.readable}, secret_sealed = ${words.sealed}
    WHERE id = ${id}::uuid AND user_id = ${userId}::uuid`;
  if (count === 0) throw noWebhook();
  deps.log.info({ userId, webhookId: id }, 'the secret of a webhook was changed');
  return { secret };
}

/** With all its deliveries; what is on its way at this moment may still arrive. @throws Failure not_found */
export async function deleteWebhook({ db, log }: ChangeDeps, { id, userId }: Whose): Promise<void> {
  const { count } = await db.webhookEndpoint.deleteMany({ where: { id, userId } });
  if (count === 0) throw noWebhook();
  log.info({ userId, webhookId: id }, 'a webhook was deleted');
}

/** For when somebody else may have been in the account: what they named hears nothing any more, and its owner names their own anew. */
export const deleteWebhooksOf = (db: Pick<Prisma.TransactionClient, 'webhookEndpoint'>, userId: string) =>
  db.webhookEndpoint.deleteMany({ where: { userId } });
