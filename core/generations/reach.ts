import type { StatusTarget } from '../chat/messenger.ts';
import { sqlRun } from '../database/rows.ts';
import type { Deps } from '../deps.ts';
import { messagesHere } from './stands-here.ts';

/**
 * Notes the token of a press on a message that shows a result: as long as it is good, the message can be changed and taken away where nothing else of ours
 * reaches it. The token of the request itself is forgotten as soon as the result has come.
 */
export async function reachByPress(
  { db, seal }: Pick<Deps, 'db' | 'seal'>,
  generationId: string,
  { messageId, replyToken, replyExpiresAt }: StatusTarget,
): Promise<void> {
  if (messageId === undefined || replyToken === undefined || replyExpiresAt === undefined) return;
  const token = new Uint8Array(seal.close(replyToken));
  await sqlRun(db)`
    UPDATE reply_targets r SET reply_token = ${token}::bytea, reply_expires_at = ${replyExpiresAt}::timestamptz
    FROM chat_messages m
    WHERE m.target_id = r.id AND m.generation_id = ${generationId}::uuid AND m.message_id = ${messageId} AND NOT r.is_private`;
}

/** Whether a message here that shows the result is out of reach, where nothing but a token reaches it. */
export async function isOutOfReach(
  deps: Parameters<typeof messagesHere>[0],
  generationId: string,
  target: StatusTarget,
): Promise<boolean> {
  const here = await messagesHere(deps, generationId, target);
  return here.some(({ target: { replyToken, replyExpiresAt } }) => {
    const untilMs = replyToken === undefined ? 0 : (replyExpiresAt?.getTime() ?? 0);
    return untilMs <= Date.now();
  });
}
