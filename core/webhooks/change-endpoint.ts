import { z } from 'zod';
import type { Prisma } from '../../prisma/generated/client.ts';
import { oldSecretHours, type WebhookEvent, webhookEventNames } from '../contract/webhooks.ts';
import { databaseNow } from '../database/now.ts';
import { sqlRow } from '../database/rows.ts';
import type { Deps } from '../deps.ts';
import { sealWords } from '../keys/seal-words.ts';
import { openFieldsOf, storedText } from '../keys/stored-text.ts';
import { refuseLeaving } from '../privacy/erasure/leaving.ts';
import { noWebhook } from './refusals.ts';
import { newWebhookSecret, secretsBefore } from './sign.ts';
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

/** Secrets that sign beside the newest. Nobody needs more, and the headers of a message stay short. */
const mostBefore = 5;
const signingRow = z.object({ secret: storedText, previous: storedText.nullable() });

/**
 * A new secret, which is shown this once. For a day messages are signed with the one before, too; and with those that sign at this moment, as a program may
 * have any of them. @throws Failure not_found, deletion_under_way; StorageError unavailable
 */
export async function changeWebhookSecret(
  deps: ChangeDeps & Pick<Deps, 'keys'>,
  { id, userId }: Whose,
): Promise<{ secret: string }> {
  await refuseLeaving(deps, userId);
  const secret = newWebhookSecret();
  const words = await sealWords(deps, { userId }, secret);
  await deps.db.$transaction(async (tx) => {
    const row = await sqlRow(tx, signingRow)`
      SELECT stored_text(secret, secret_sealed) AS secret,
        CASE WHEN previous_until > now() THEN stored_text(previous_secret, previous_secret_sealed) END AS previous
      FROM webhook_endpoints WHERE id = ${id}::uuid AND user_id = ${userId}::uuid FOR UPDATE`;
    if (!row) throw noWebhook();
    const signing = await openFieldsOf(deps, row, 'secret', 'previous');
    const before = [signing.secret, ...secretsBefore(signing.previous)].slice(0, mostBefore).join(' ');
    const previous = await sealWords(deps, { userId }, before);
    await tx.$executeRaw`
      UPDATE webhook_endpoints SET previous_secret = ${previous.readable}, previous_secret_sealed = ${previous.sealed},
        previous_until = now() + ${oldSecretHours}::int * interval '1 hour', secret = ${words.readable}, secret_sealed = ${words.sealed}
      WHERE id = ${id}::uuid`;
  });
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
