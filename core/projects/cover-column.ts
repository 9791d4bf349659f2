import { shown } from '../assets/shown.ts';
import type { Deps } from '../deps.ts';
import { notFound } from '../not-found.ts';

/** The column of a project's cover; undefined, it stays as it is. @throws Failure not_found, if it is none of the project's images */
export async function coverColumn(
  { db }: Pick<Deps, 'db'>,
  { id: projectId, userId }: { id: string; userId: string },
  coverId: string | null | undefined,
) {
  if (coverId === undefined) return {};
  if (coverId === null) return { coverAssetId: null };
  const where = { id: coverId, userId, projectId, ...shown };
  if ((await db.asset.count({ where })) === 0) throw notFound('There is no such image in this project');
  return { coverAssetId: coverId };
}
