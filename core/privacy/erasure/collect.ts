import { z } from 'zod';
import { Prisma } from '../../../prisma/generated/client.ts';
import { openChatId } from '../../accounts/chat-id.ts';
import { openTeamId } from '../../chat/place-id.ts';
import { targetColumns, targetOfRow, targetRow } from '../../chat/stored-target.ts';
import { text } from '../../database/columns.ts';
import { sqlRows } from '../../database/rows.ts';
import type { Deps } from '../../deps.ts';
import { unreadable } from '../../keys/stored-text.ts';
import { isRowOf, type Person } from '../map/rows-of.ts';
import type { NewStep } from './steps.ts';

type Tx = Prisma.TransactionClient;
const key = z.object({ key: text });
const message = targetRow.extend({ messageId: text, uploads: z.array(text) });
const customer = z.object({ id: text, isTeams: z.boolean(), otherEmail: text.nullable() });
const plan = z.object({ stripeId: text, isTeams: z.boolean() });

/** Files of one step. */
const filesAtOnce = 200;

/** Everything outside the database that has to be reached, before the rows go that name it. */
export async function collect(
  deps: Pick<Deps, 'seal' | 'keys' | 'log' | 'metrics'>,
  tx: Tx,
  person: Person,
): Promise<NewStep[]> {
  return [
    ...(await keys(tx, person)),
    ...(await files(tx, person)),
    ...(await predictions(tx, person)),
    ...(await billing(tx, person)),
    ...(await messages(deps, tx, person)),
    ...(await homes(deps, tx, person)),
  ];
}

async function keys(tx: Tx, person: Person): Promise<NewStep[]> {
  const rows = await sqlRows(tx, key)`
    SELECT that.id::text AS key FROM data_keys that WHERE ${isRowOf('data_keys', 'owner', person)}`;
  return rows.length === 0 ? [] : [{ kind: 'key', about: { ids: rows.map((row) => row.key) } }];
}

async function files(tx: Tx, person: Person): Promise<NewStep[]> {
  const rows = await sqlRows(tx, key)`
    SELECT unnest(array_remove(ARRAY[that.storage_key, that.thumbnail_key, that.large_thumbnail_key, that.png_key], NULL)) AS key
    FROM assets that WHERE ${isRowOf('assets', 'owner', person)}
    UNION SELECT that.storage_key FROM held_outputs that WHERE that.storage_key IS NOT NULL AND ${isRowOf('held_outputs', 'owner', person)}
    UNION SELECT that.storage_key FROM reference_uploads that WHERE ${isRowOf('reference_uploads', 'owner', person)}
    UNION SELECT that.storage_key FROM export_parts that WHERE ${isRowOf('export_parts', 'owner', person)}
    UNION SELECT that.input_image_key FROM generations that
    WHERE that.input_image_key IS NOT NULL AND ${isRowOf('generations', 'owner', person)}
      -- A file that somebody else's request uses, too, stays theirs.
      AND NOT EXISTS (SELECT 1 FROM generations o WHERE o.input_image_key = that.input_image_key
        AND (o.user_id IS DISTINCT FROM that.user_id OR (o.user_id IS NULL AND o.identity_id IS DISTINCT FROM that.identity_id)))
    UNION SELECT that.second_image_key FROM generations that
    WHERE that.second_image_key IS NOT NULL AND ${isRowOf('generations', 'owner', person)}
      AND NOT EXISTS (SELECT 1 FROM generations o WHERE o.second_image_key = that.second_image_key
        AND (o.user_id IS DISTINCT FROM that.user_id OR (o.user_id IS NULL AND o.identity_id IS DISTINCT FROM that.identity_id)))
    UNION SELECT that.third_image_key FROM generations that
    WHERE that.third_image_key IS NOT NULL AND ${isRowOf('generations', 'owner', person)}
      AND NOT EXISTS (SELECT 1 FROM generations o WHERE o.third_image_key = that.third_image_key
        AND (o.user_id IS DISTINCT FROM that.user_id OR (o.user_id IS NULL AND o.identity_id IS DISTINCT FROM that.identity_id)))`;
  const keys = rows.map((row) => row.key);
  return Array.from({ length: Math.ceil(keys.length / filesAtOnce) }, (_, index) => ({
    kind: 'file' as const,
    about: { keys: keys.slice(index * filesAtOnce, (index + 1) * filesAtOnce) },
  }));
}

async function predictions(tx: Tx, person: Person): Promise<NewStep[]> {
  const rows = await sqlRows(tx, key)`
    SELECT that.external_id AS key FROM predictions that
    WHERE that.external_id IS NOT NULL AND that.status IN ('submitting', 'running') AND ${isRowOf('predictions', 'owner', person)}
    UNION SELECT that.second_external_id FROM predictions that
    WHERE that.second_external_id IS NOT NULL AND that.status = 'running' AND ${isRowOf('predictions', 'owner', person)}
    UNION SELECT that.external_id FROM stray_predictions that
    WHERE that.canceled_at IS NULL AND ${isRowOf('stray_predictions', 'owner', person)}`;
  const uploads = await sqlRows(tx, key)`
    SELECT unnest(array_remove(ARRAY[that.input_image_url, that.second_image_url, that.third_image_url], NULL)) AS key FROM generations that
    WHERE that.input_image_url IS NOT NULL AND that.upload_gone_at IS NULL AND ${isRowOf('generations', 'owner', person)}`;
  return [
    ...rows.map((row): NewStep => ({ kind: 'prediction', about: { externalId: row.key } })),
    ...uploads.map((row): NewStep => ({ kind: 'upload', about: { url: row.key } })),
  ];
}

async function billing(tx: Tx, person: Person): Promise<NewStep[]> {
  const isTeams = Prisma.sql`NOT EXISTS (SELECT 1 FROM users u WHERE u.wallet_id = that.wallet_id AND u.id = that.user_id)`;
  const checkouts = await sqlRows(tx, key)`
    SELECT that.session_id AS key FROM checkouts that
    WHERE that.status = 'open' AND that.session_id IS NOT NULL AND ${isRowOf('checkouts', 'owner', person)}`;
  const plans = await sqlRows(tx, plan)`
    SELECT that.stripe_id AS "stripeId", ${isTeams} AS "isTeams" FROM subscriptions that
    WHERE that.ended_at IS NULL AND ${isRowOf('subscriptions', 'owner', person)}`;
  const customers = await sqlRows(tx, customer)`
    SELECT that.id, ${isTeams} AS "isTeams", (SELECT u.email FROM customers o JOIN users u ON u.id = o.user_id
      WHERE o.wallet_id = that.wallet_id AND o.id <> that.id AND u.deletion_due_at IS NULL ORDER BY o.created_at LIMIT 1) AS "otherEmail"
    FROM customers that WHERE ${isRowOf('customers', 'owner', person)}`;
  return [
    ...checkouts.map((row): NewStep => ({ kind: 'checkout', about: { sessionId: row.key } })),
    ...plans.map(
      ({ stripeId, ...row }): NewStep => ({ kind: row.isTeams ? 'team_plan' : 'plan', about: { stripeId } }),
    ),
    ...customers.flatMap(({ id: customerId, ...row }): NewStep[] =>
      row.isTeams
        ? [{ kind: 'team_customer', about: { customerId, email: row.otherEmail } }]
        : [
            { kind: 'customer_fields', about: { customerId } },
            { kind: 'customer', about: { customerId } },
          ],
    ),
  ];
}

async function messages(
  deps: Pick<Deps, 'seal' | 'keys' | 'log' | 'metrics'>,
  tx: Tx,
  person: Person,
): Promise<NewStep[]> {
  const rows = await sqlRows(tx, message)`
    SELECT that.message_id AS "messageId", that.uploads, ${targetColumns}
    FROM chat_messages that JOIN reply_targets r ON r.id = that.target_id WHERE ${isRowOf('chat_messages', 'owner', person)}
    UNION ALL SELECT that.message_id, that.uploads, ${targetColumns}
    FROM deliveries that JOIN reply_targets r ON r.id = that.target_id
    WHERE that.message_id IS NOT NULL AND ${isRowOf('deliveries', 'owner', person)}
      AND NOT EXISTS (SELECT 1 FROM chat_messages m WHERE m.target_id = that.target_id AND m.message_id = that.message_id)
    UNION ALL SELECT that.message_id, ARRAY[]::text[], ${targetColumns}
    FROM gifts that JOIN reply_targets r ON r.id = that.target_id
    WHERE that.message_id IS NOT NULL AND ${isRowOf('gifts', 'party', person)}`;
  const steps: NewStep[] = [];
  for (const row of rows) {
    const { replyExpiresAt, ...target } = await targetOfRow(deps, row);
    // Its key is lost, and with it where the message is; or this is a restored copy, and the message was removed when its person was erased.
    if (target.channelId === unreadable) {
      steps.push({ kind: 'lost_message', about: { platform: target.platform } });
      continue;
    }
    const about = {
      target: { ...target, ...(replyExpiresAt ? { replyExpiresAt: replyExpiresAt.toISOString() } : {}) },
    };
    steps.push({ kind: 'message', about: { ...about, messageId: row.messageId, uploads: row.uploads } });
  }
  return steps;
}

/** Where a chat has no team there is no Home tab. */
async function homes(deps: Pick<Deps, 'keys' | 'log'>, tx: Tx, { identity }: Person): Promise<NewStep[]> {
  const rows = await tx.identity.findMany({ where: { id: { in: [...identity] } } });
  const steps = rows.map(async (row): Promise<NewStep[]> => {
    const [userId, workspaceId] = [await openChatId(deps, row), await openTeamId(deps, row)];
    return userId && workspaceId ? [{ kind: 'home', about: { platform: row.platform, workspaceId, userId } }] : [];
  });
  return (await Promise.all(steps)).flat();
}
