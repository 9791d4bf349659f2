import { placeHashOf } from '../chat/place-hash.ts';
import { targetColumns, targetOfRow, targetRow } from '../chat/stored-target.ts';
import type { ReplyTarget } from '../chat/target.ts';
import { text } from '../database/columns.ts';
import { sqlRows } from '../database/rows.ts';
import type { Deps } from '../deps.ts';

const messageRow = targetRow.extend({ messageId: text });

/** How many of a result's messages are asked about; nobody posts one in more places. */
const mostLooked = 20;

interface Standing {
  target: ReplyTarget;
  messageId: string;
}

/** The messages of this channel or thread that show a result to everybody there, the latest first. */
export async function messagesHere(
  deps: Pick<Deps, 'db' | 'keys' | 'seal' | 'log' | 'metrics'>,
  generationId: string,
  { platform, workspaceId, channelId, threadId }: ReplyTarget,
): Promise<Standing[]> {
  const place = await placeHashOf(deps, { platform, externalId: workspaceId });
  const messages = await sqlRows(deps.db, messageRow)`
    SELECT m.message_id AS "messageId", ${targetColumns}
    FROM chat_messages m JOIN reply_targets r ON r.id = m.target_id
    WHERE m.generation_id = ${generationId}::uuid AND r.platform = ${platform}::"Platform" AND NOT r.is_private
      AND r.workspace_id_hash IS NOT DISTINCT FROM ${place}::bytea AND m.message_id <> ''
    ORDER BY m.created_at DESC LIMIT ${mostLooked}::int`;
  const opened = await Promise.all(
    messages.map(async ({ messageId, ...row }) => ({ target: await targetOfRow(deps, row), messageId })),
  );
  return opened.filter(({ target }) => target.channelId === channelId && target.threadId === threadId);
}

/**
 * Whether a result stands in this channel or thread already, and the chat's address of its message, if it tells. One that somebody took away in the chat
 * does not.
 */
export async function standsHere(
  deps: Pick<Deps, 'db' | 'keys' | 'seal' | 'log' | 'metrics' | 'messengers'>,
  generationId: string,
  here: ReplyTarget,
): Promise<{ url?: string } | undefined> {
  for (const { target, messageId } of await messagesHere(deps, generationId, here)) {
    const link = await deps.messengers[here.platform].linkTo?.(target, messageId);
    if (link !== 'gone') return link ?? {};
  }
  return undefined;
}
