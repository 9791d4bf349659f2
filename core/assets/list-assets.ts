import { z } from 'zod';
import { Prisma } from '../../prisma/generated/client.ts';
import { int, text, time, uuid } from '../database/columns.ts';
import { sqlRows } from '../database/rows.ts';
import type { Deps } from '../deps.ts';
import { type Opened, openFields, storedText } from '../keys/stored-text.ts';
import { type AssetFilter, passes } from './asset-filter.ts';

export const assetRow = z.object({
  id: uuid,
  /** The prompt, or the title if there was none. */
  prompt: storedText,
  /** The provider's id; null: no model made it. */
  model: text.nullable(),
  /** The model that drew the picture that a tool was used on; null if `model` drew this one. */
  originModel: text.nullable(),
  width: int,
  height: int,
  projectId: uuid.nullable(),
  createdAt: time,
});
export type AssetRow = Opened<z.infer<typeof assetRow>, 'prompt'>;

/** The prompt or the title of an asset `a`, whose request is `g`. */
export const assetWords = Prisma.sql`CASE WHEN g.id IS NOT NULL THEN stored_text(g.prompt, g.prompt_sealed) ELSE stored_text(a.title, a.title_sealed) END`;

/** An account's images, newest first, beginning after `after`: one statement, and one more to search, along the index (user_id, created_at, id). */
export async function listAssets(
  deps: Pick<Deps, 'db' | 'keys' | 'log'>,
  userId: string,
  wanted: { filter?: AssetFilter; after?: Pick<AssetRow, 'createdAt' | 'id'> | undefined; limit: number },
): Promise<AssetRow[]> {
  const { filter = {}, after, limit } = wanted;
  const rows = await sqlRows(deps.db, assetRow)`
    SELECT a.id, ${assetWords} AS prompt, g.model, g.origin_model AS "originModel", a.width, a.height, a.project_id AS "projectId", a.created_at AS "createdAt"
    FROM assets a LEFT JOIN generations g ON g.id = a.generation_id
    WHERE a.user_id = ${userId}::uuid AND a.deleted_at IS NULL AND a.hidden_at IS NULL AND a.flagged_at IS NULL
      AND (${after?.id ?? null}::uuid IS NULL
        OR (a.created_at, a.id) < (${after?.createdAt ?? null}::timestamptz, ${after?.id ?? null}::uuid))
      AND ${await passes(deps, userId, filter)}
    ORDER BY a.created_at DESC, a.id DESC LIMIT ${limit}::int`;
  return openFields(deps, rows, 'prompt');
}
