import { z } from 'zod';
import { Prisma } from '../../prisma/generated/client.ts';
import { targetColumns, targetRow } from '../chat/stored-target.ts';
import { flag, milliseconds, text, uuid } from '../database/columns.ts';
import { sqlRow, sqlRows } from '../database/rows.ts';
import type { Deps } from '../deps.ts';
import { pauseSince } from '../pauses.ts';

const standingRow = targetRow.extend({
  status: z.enum(['pending', 'delivered', 'undelivered']),
  messageId: text.nullable(),
  uploads: z.array(text),
  /** A process is writing it right now. */
  isBeingWritten: flag,
  /** Its status is shown, and changes. */
  isOpen: flag,
});

/** Where a generation's result is shown or will be shown. */
export const findStanding = ({ db }: Pick<Deps, 'db'>, generationId: string) =>
  sqlRow(db, standingRow)`
    SELECT d.status, d.message_id AS "messageId", d.uploads, coalesce(d.lease_until > now(), false) AND g.finished_at IS NOT NULL AS "isBeingWritten",
      d.status = 'pending' AND NOT d.status_closed AND g.finished_at IS NULL AS "isOpen",
      ${targetColumns}
    FROM deliveries d JOIN reply_targets r ON r.id = d.target_id JOIN generations g ON g.id = d.generation_id
    WHERE d.generation_id = ${generationId}::uuid`;

const messageRow = targetRow.extend({
  targetId: uuid,
  messageId: text,
  uploads: z.array(text),
  assetIds: z.array(uuid),
});

/** The chat messages that show its pictures, wherever they are. */
export const findMessages = ({ db }: Pick<Deps, 'db'>, generationId: string) =>
  sqlRows(db, messageRow)`
    SELECT m.target_id AS "targetId", m.message_id AS "messageId", m.uploads, m.asset_ids AS "assetIds", ${targetColumns}
    FROM chat_messages m JOIN reply_targets r ON r.id = m.target_id
    WHERE m.generation_id = ${generationId}::uuid ORDER BY m.created_at, m.message_id`;

/** A message shows a broken picture no more, and people were told: they are not told again. */
export async function noteTakenBack(
  { db }: Pick<Deps, 'db'>,
  { targetId, messageId }: { targetId: string; messageId: string },
  left: { assetIds: string[]; uploads: string[] },
): Promise<void> {
  await db.chatMessage.updateMany({ where: { targetId, messageId }, data: left });
}

/** The pictures of a generation, or a single one that no request made. */
export type Erased = { generationId: string } | { id: string };

/** The deleted assets that are still in the store or in chat. */
export const findDeletedAssets = ({ db }: Pick<Deps, 'db'>, which: Erased) =>
  db.asset.findMany({
    where: { ...which, deletedAt: { not: null }, erasedAt: null },
    select: {
      ...{ id: true, storageKey: true, thumbnailKey: true, largeThumbnailKey: true, pngKey: true },
      ...{ brokenAt: true, givenBackAt: true },
    },
  });

export async function noteErased({ db }: Pick<Deps, 'db'>, assets: ReadonlyArray<{ id: string }>): Promise<void> {
  await db.asset.updateMany({
    where: { id: { in: assets.map(({ id }) => id) } },
    data: { erasedAt: new Date() },
  });
}

const waitingRow = z.object({ forMs: milliseconds });

/**
 * Erasing failed: `sweep` retries after a pause. Returns how long the oldest deletion has been waiting, by the database's clock.
 */
export async function putOffErasing(deps: Pick<Deps, 'db'>, which: Erased): Promise<number> {
  const isOne =
    'id' in which ? Prisma.sql`a.id = ${which.id}::uuid` : Prisma.sql`a.generation_id = ${which.generationId}::uuid`;
  const rows = await sqlRows(deps.db, waitingRow)`
    UPDATE assets a SET erase_after = now() + ${pauseSince(Prisma.sql`a.deleted_at`)}
    WHERE ${isOne} AND a.deleted_at IS NOT NULL AND a.erased_at IS NULL
    RETURNING (extract(epoch FROM now() - a.deleted_at) * 1000)::float8 AS "forMs"`;
  return Math.max(0, ...rows.map(({ forMs }) => forMs));
}
