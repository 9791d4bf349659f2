import { z } from 'zod';
import { uuid } from '../database/columns.ts';
import { sqlRows } from '../database/rows.ts';
import type { Deps } from '../deps.ts';

const row = z.object({ assetId: uuid, generationId: uuid });

/**
 * The request that drew each of these images: its own, or, of a copy such as in other colours, that of the image which it was made of, however deep.
 * What comes from no request of its owner's, such as what was uploaded, is missing.
 */
export async function requestsThatDrew(
  { db }: Pick<Deps, 'db'>,
  assetIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await sqlRows(db, row)`
    WITH RECURSIVE line AS (
      SELECT a.id AS asset_id, a.user_id, a.source, a.generation_id, a.parent_id FROM assets a WHERE a.id = ANY(${[...assetIds]}::uuid[])
      UNION
      SELECT l.asset_id, a.user_id, a.source, a.generation_id, a.parent_id FROM line l JOIN assets a ON a.id = l.parent_id
      WHERE l.source = 'operation' AND a.user_id = l.user_id)
    SELECT asset_id AS "assetId", generation_id AS "generationId" FROM line WHERE source = 'run' AND generation_id IS NOT NULL`;
  return new Map(rows.map(({ assetId, generationId }) => [assetId, generationId]));
}
