import type { Deps } from '#core/deps.ts';
import type { Place } from '../lists/cursor.ts';
import { type AssetFilter, passes } from './asset-filter.ts';
import type { SummaryRow } from './asset-row.ts';

/** An account's images, newest first, beginning after `after`: one statement, along the index (user_id, created_at, id). */
export function findAssets(
  deps: Pick<Deps, 'db'>,
  userId: string,
  wanted: { filter?: AssetFilter; after?: Place | undefined; limit: number },
): Promise<SummaryRow[]> {
  const { filter = {}, after, limit } = wanted;
  return deps.db.$queryRaw<SummaryRow[]>`
    SELECT a.id, g.prompt, g.model, a.width, a.height, a.project_id AS "projectId", a.created_at AS "createdAt"
    FROM assets a JOIN generations g ON g.id = a.generation_id
    WHERE a.user_id = ${userId}::uuid AND a.deleted_at IS NULL
      AND (${after?.id ?? null}::uuid IS NULL
        OR (a.created_at, a.id) < (${after?.createdAt ?? null}::timestamptz, ${after?.id ?? null}::uuid))
      AND ${passes(filter)}
    ORDER BY a.created_at DESC, a.id DESC LIMIT ${limit}::int`;
}
