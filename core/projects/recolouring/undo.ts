import { deleteChosenAssets } from '../../assets/delete-assets.ts';
import type { Deps } from '../../deps.ts';
import { noSuchRecolouring } from './refusals.ts';

/**
 * Deletes the copies that a recolouring made, for good, and their project if nothing else is in it; one under way makes no more. Returns how many.
 * Stopped midway, it can be done again. @throws Failure not_found
 */
export async function undoRecolouring(
  deps: Pick<Deps, 'db' | 'queues' | 'log'>,
  { id, userId }: { id: string; userId: string },
): Promise<number> {
  const { db } = deps;
  const now = new Date();
  // The worker writes to the same row with each copy: from here on there are no more of them.
  const [undone] = await db.recolouring.updateManyAndReturn({
    where: { id, userId },
    data: { undoneAt: now, finishedAt: now },
    select: { toProjectId: true },
  });
  if (!undone) throw noSuchRecolouring();
  const copies = await db.asset.findMany({
    where: { recolouringId: id, userId, deletedAt: null },
    select: { id: true },
  });
  const deleted = await deleteChosenAssets(deps, { userId, ids: copies.map((copy) => copy.id) });
  if (undone.toProjectId !== null)
    await db.project.deleteMany({
      where: { id: undone.toProjectId, userId, assets: { none: { deletedAt: null } }, generations: { none: {} } },
    });
  return deleted;
}
