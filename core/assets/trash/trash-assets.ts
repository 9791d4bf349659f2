import { databaseNow } from '../../database/now.ts';
import type { Deps } from '../../deps.ts';

interface Chosen {
  userId: string;
  ids: string[];
}

/**
 * Puts those of these assets that belong to the account into the trash: no page shows them any more, a message in chat still does, and after
 * `trashDays` they are deleted. Returns how many.
 */
export async function trashAssets(deps: Pick<Deps, 'db'>, { userId, ids }: Chosen): Promise<number> {
  const { count } = await deps.db.asset.updateMany({
    where: { id: { in: ids }, userId, deletedAt: null, trashedAt: null },
    data: { trashedAt: await databaseNow(deps) },
  });
  return count;
}

/** Takes them out of it again, back to where they were. Returns how many. */
export async function restoreAssets({ db }: Pick<Deps, 'db'>, { userId, ids }: Chosen): Promise<number> {
  const { count } = await db.asset.updateMany({
    where: { id: { in: ids }, userId, deletedAt: null, trashedAt: { not: null } },
    data: { trashedAt: null },
  });
  return count;
}

/** Whether somebody looks for an image that is in their trash. */
export const isInTrash = async (
  { db }: Pick<Deps, 'db'>,
  { userId, id }: { userId: string; id: string },
): Promise<boolean> =>
  (await db.asset.count({
    where: { id, userId, deletedAt: null, hiddenAt: null, flaggedAt: null, trashedAt: { not: null } },
  })) > 0;
