import type { ApiHandler } from '../json/handler.ts';
import { notFound } from '../json/problem.ts';

export const moveAssets: ApiHandler<'moveAssets'> = async ({ deps, who }, { body }) => {
  const { ids, projectId } = body;
  const [result] = await deps.db.$queryRaw<Array<{ moved: number; isAllowed: boolean }>>`
    WITH allowed AS (
      SELECT ${projectId}::uuid IS NULL OR EXISTS (
        SELECT 1 FROM projects WHERE id = ${projectId}::uuid AND user_id = ${who.userId}::uuid) AS yes
    ), moved AS (
      UPDATE assets SET project_id = ${projectId}::uuid FROM allowed
      WHERE allowed.yes AND id = ANY (${ids}::uuid[]) AND user_id = ${who.userId}::uuid AND deleted_at IS NULL
      RETURNING id)
    SELECT (SELECT count(*)::int FROM moved) AS moved, (SELECT yes FROM allowed) AS "isAllowed"`;
  if (!result?.isAllowed) throw notFound('There is no such project');
  return { moved: result.moved };
};
