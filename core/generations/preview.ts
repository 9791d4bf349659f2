import { z } from 'zod';
import { flag, text, uuid } from '../database/columns.ts';
import { sqlFinds, sqlRow } from '../database/rows.ts';
import type { Deps } from '../deps.ts';
import type { Hold } from './delivery.ts';

type WithDb = Pick<Deps, 'db'>;

/** A status message, which may show a picture of its request before the result does. It is on record as any message with pictures: so it goes with them. */
interface StatusMessage {
  targetId: string;
  messageId: string;
}

const previewRow = z.object({ assetId: uuid, uploads: z.array(text) });

/** The picture that a status message shows, and its file in the chat. */
export const findPreview = ({ db }: WithDb, { targetId, messageId }: StatusMessage) =>
  sqlRow(db, previewRow)`
    SELECT m.asset_ids[1] AS "assetId", m.uploads FROM chat_messages m
    WHERE m.target_id = ${targetId}::uuid AND m.message_id = ${messageId} AND cardinality(m.asset_ids) > 0`;

const noted = z.object({ isMine: flag, isNoted: flag });

/**
 * A status message shows this picture now. `gone`: it was deleted or hidden meanwhile, and must be taken away again; `lost`: another process has taken
 * over, and writes the message anew.
 */
export async function notePreview(
  { db }: WithDb,
  hold: Hold,
  { targetId, messageId, assetId, uploads }: StatusMessage & { assetId: string; uploads: readonly string[] },
): Promise<'noted' | 'gone' | 'lost'> {
  const row = await sqlRow(db, noted)`
    WITH mine AS (
      SELECT generation_id FROM deliveries
      WHERE generation_id = ${hold.generationId}::uuid AND attempts = ${hold.number}::int AND status = 'pending' FOR UPDATE
    ), noted AS (
      INSERT INTO chat_messages (target_id, message_id, generation_id, asset_ids, uploads)
      SELECT ${targetId}::uuid, ${messageId}, mine.generation_id, ARRAY[a.id], ${uploads}::text[]
      FROM mine JOIN assets a ON a.id = ${assetId}::uuid AND a.deleted_at IS NULL AND a.trashed_at IS NULL AND a.hidden_at IS NULL
      ON CONFLICT (target_id, message_id) DO UPDATE SET asset_ids = excluded.asset_ids, uploads = excluded.uploads RETURNING 1)
    SELECT EXISTS (SELECT FROM mine) AS "isMine", EXISTS (SELECT FROM noted) AS "isNoted"`;
  if (row?.isNoted) return 'noted';
  return row?.isMine ? 'gone' : 'lost';
}

/**
 * It is to show none any more: to be called before the message is changed, or removed, and what it returns afterwards. In between it is a message of
 * which nobody knows what it shows, and goes with the request's pictures.
 */
export async function endPreview({ db }: WithDb, where: StatusMessage): Promise<() => Promise<void>> {
  await db.chatMessage.updateMany({ where, data: { assetIds: [] } });
  return async () => void (await db.chatMessage.deleteMany({ where: { ...where, assetIds: { isEmpty: true } } }));
}

/** Whether a request still has no result: an edit of its status that comes after that would be late. */
export const isStillOpen = ({ db }: WithDb, generationId: string): Promise<boolean> =>
  sqlFinds(db, {
    prepared: true,
  })`SELECT 1 FROM generations WHERE id = ${generationId}::uuid AND finished_at IS NULL`;
