import { databaseNow } from '../database/now.ts';
import type { Deps } from '../deps.ts';
import { shown } from './shown.ts';

/** Marks those of these assets that belong to the account as favourites, or as none; returns how many changed. One that is a favourite keeps its time. */
export async function favourAssets(
  deps: Pick<Deps, 'db'>,
  { userId, ids, isFavourite }: { userId: string; ids: string[]; isFavourite: boolean },
): Promise<number> {
  const { count } = await deps.db.asset.updateMany({
    where: { id: { in: ids }, userId, ...shown, favouriteAt: isFavourite ? null : { not: null } },
    data: { favouriteAt: isFavourite ? await databaseNow(deps) : null },
  });
  return count;
}
