import { z } from 'zod';
import { placeHashOf } from '../chat/place-hash.ts';
import { targetColumns, targetOfRow, targetRow } from '../chat/stored-target.ts';
import type { ReplyTarget } from '../chat/target.ts';
import { uuid } from '../database/columns.ts';
import { sqlRow } from '../database/rows.ts';
import type { Deps } from '../deps.ts';

const found = targetRow.extend({ generationId: uuid, assetIds: z.array(uuid) });

/**
 * The picture of the message that a thread is under, if that message shows one alone: whoever writes in the thread sees it. Undefined outside of threads, and for any
 * other message.
 */
export async function findPictureAbove(
  deps: Pick<Deps, 'db' | 'keys' | 'seal' | 'log' | 'metrics'>,
  here: ReplyTarget,
): Promise<string | undefined> {
  if (here.threadId === undefined) return undefined;
  const place = await placeHashOf(deps, { platform: here.platform, externalId: here.workspaceId });
  const row = await sqlRow(deps.db, found)`
    SELECT m.generation_id AS "generationId", ${targetColumns},
      ARRAY(SELECT a.id FROM assets a WHERE a.generation_id = m.generation_id AND a.deleted_at IS NULL AND a.trashed_at IS NULL AND a.hidden_at IS NULL AND a.flagged_at IS NULL) AS "assetIds"
    FROM chat_messages m JOIN reply_targets r ON r.id = m.target_id
    WHERE m.message_id = ${here.threadId} AND r.platform = ${here.platform}::"Platform"
      AND r.workspace_id_hash IS NOT DISTINCT FROM ${place}::bytea LIMIT 1`;
  if (row?.assetIds.length !== 1) return undefined;
  return (await targetOfRow(deps, row)).channelId === here.channelId ? row.assetIds[0] : undefined;
}
