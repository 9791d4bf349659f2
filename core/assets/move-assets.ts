import { z } from 'zod';
import { flag, int } from '../database/columns.ts';
import { sqlRow } from '../database/rows.ts';
import type { Deps } from '../deps.ts';
import { noSuchProject } from '../projects/refusals.ts';

export interface Move {
  userId: string;
  ids: string[];
  /** Null: into no project. */
  projectId: string | null;
}

const moveResult = z.object({ moved: int, isAllowed: flag });

/** Moves those of these assets that belong to the account into one of its projects; returns how many. @throws Failure not_found */
export async function moveAssets(deps: Pick<Deps, 'db'>, { userId, ids, projectId }: Move): Promise<number> {
  const result = await sqlRow(deps.db, moveResult)`
    WITH allowed AS (
      SELECT ${projectId}::uuid IS NULL OR EXISTS (
        SELECT 1 FROM projects WHERE id = ${projectId}::uuid AND user_id = ${userId}::uuid) AS yes
    ), moved AS (
      UPDATE assets SET project_id = ${projectId}::uuid FROM allowed
      WHERE allowed.yes AND id = ANY (${ids}::uuid[]) AND user_id = ${userId}::uuid AND deleted_at IS NULL AND trashed_at IS NULL
      RETURNING id)
    SELECT (SELECT count(*)::int FROM moved) AS moved, (SELECT yes FROM allowed) AS "isAllowed"`;
  if (!result?.isAllowed) throw noSuchProject();
  return result.moved;
}
