import { z } from 'zod';
import { Prisma } from '../../prisma/generated/client.ts';
import { uuid } from '../database/columns.ts';
import { databaseNow } from '../database/now.ts';
import { sqlRows, sqlRun } from '../database/rows.ts';
import type { Deps } from '../deps.ts';

type HideDeps = Pick<Deps, 'db' | 'queues' | 'log'>;

/**
 * The pictures of a request, and whatever shows the same: what we made of them, such as copies in other colours, what was enlarged or cut out, and what was made
 * of that. A picture that a model drew anew after one of them is another one.
 */
const showsTheSame = (generationId: string) => Prisma.sql`
  WITH RECURSIVE same AS (
    SELECT a.id FROM assets a WHERE a.generation_id = ${generationId}::uuid
    UNION
    SELECT o.id FROM same s CROSS JOIN LATERAL (
      SELECT m.id FROM assets m WHERE m.parent_id = s.id
      UNION ALL
      SELECT m.id FROM generations g JOIN assets m ON m.generation_id = g.id
      WHERE g.source_asset_id = s.id AND g.tool IN ('upscale', 'cut-out', 'pixel-art', 'recolour')) o)`;

const sameRow = z.object({ id: uuid });

/** The ids of the pictures of a request, and of whatever shows the same. */
export const picturesLike = async ({ db }: Pick<Deps, 'db'>, generationId: string): Promise<string[]> =>
  (await sqlRows(db, sameRow)`${showsTheSame(generationId)} SELECT id FROM same`).map(({ id }) => id);

const hiddenRow = z.object({ generationId: uuid.nullable() });

/**
 * Nobody sees a request's pictures any more, nor what shows the same; jobs have their messages in chat say so. What is its owner's right, a copy and a deletion,
 * stays. What is deleted is hidden as well, of which no message says anything: what is being made of it right now must end hidden.
 */
export async function hidePictures(deps: HideDeps, generationId: string): Promise<void> {
  const now = await databaseNow(deps);
  const hidden = new Set([generationId]);
  for (;;) {
    const rows = await sqlRows(deps.db, hiddenRow)`
      ${showsTheSame(generationId)}
      UPDATE assets a SET hidden_at = ${now}::timestamptz, hidden_told_at = CASE WHEN a.deleted_at IS NOT NULL THEN ${now}::timestamptz END
      FROM same WHERE a.id = same.id AND a.hidden_at IS NULL RETURNING a.generation_id AS "generationId"`;
    for (const row of rows) if (row.generationId !== null) hidden.add(row.generationId);
    // A copy that was being made waited for nobody, and this statement waited for it: the next one sees it.
    if (rows.length === 0) break;
  }
  await deps.queues
    .enqueueMany(
      'hide',
      [...hidden].map((each) => ({ generationId: each })),
    )
    .catch((err) => deps.log.warn({ generationId, err }, 'hiding in chat is left to sweep'));
}

const untold = (generationId: string) => ({ generationId, hiddenAt: { not: null }, hiddenToldAt: null });

/** Whether chats still have to say that an operator hid them. */
export const isHiddenUntold = async ({ db }: Pick<HideDeps, 'db'>, generationId: string): Promise<boolean> =>
  (await db.asset.count({ where: untold(generationId) })) > 0;

/** The messages in chat say so now. */
export const noteHiddenTold = ({ db }: Pick<HideDeps, 'db'>, generationId: string) =>
  db.asset.updateMany({ where: untold(generationId), data: { hiddenToldAt: new Date() } });

/**
 * They are in their owner's gallery again, with what was hidden at the same moment; what was hidden for itself stays so. Chats keep no file that was taken
 * away: /history brings it back there.
 */
export const showPictures = ({ db }: Pick<HideDeps, 'db'>, generationId: string) =>
  sqlRun(db)`
    ${showsTheSame(generationId)}
    UPDATE assets a SET hidden_at = NULL, hidden_told_at = NULL FROM same
    WHERE a.id = same.id AND a.hidden_at IN (
      SELECT o.hidden_at FROM assets o WHERE o.generation_id = ${generationId}::uuid AND o.hidden_at IS NOT NULL)`;
