import type { Prisma } from '../../prisma/generated/client.ts';
import { databaseNow } from '../database/now.ts';
import type { Deps } from '../deps.ts';
import { deleteDescription } from '../generations/description.ts';
import { markWithheldDeleted } from '../generations/withheld.ts';
import { repeatable } from '../requests/lost-answer.ts';

/**
 * Deletes a generation's pictures, or the words that came of it: immediately for everybody, and from the store and the chat by a job. If the queue does
 * not accept the job, they are deleted all the same, and `sweep` finds what must be erased.
 */
export async function deleteAssets(deps: Pick<Deps, 'db' | 'queues' | 'log'>, generationId: string): Promise<void> {
  await repeatable(async () =>
    deps.db.asset.updateMany({
      where: { generationId, deletedAt: null },
      data: { deletedAt: await databaseNow(deps) },
    }),
  );
  await markWithheldDeleted(deps, generationId);
  await deleteDescription(deps, generationId);
  await deps.queues
    .enqueue('erase', { generationId })
    .catch((err) => deps.log.warn({ generationId, err }, 'erasing is left to sweep'));
}

/**
 * Deletes those of these assets that belong to the account, and are `still` like that; returns how many. If the jobs cannot be enqueued, `sweep` finds
 * what must be erased.
 */
export async function deleteChosenAssets(
  deps: Pick<Deps, 'db' | 'queues' | 'log'>,
  { userId, ids, still = {} }: { userId: string; ids: string[]; still?: Prisma.AssetWhereInput },
): Promise<number> {
  const deleted = await deps.db.asset.updateManyAndReturn({
    where: { ...still, id: { in: ids }, userId, deletedAt: null },
    data: { deletedAt: await databaseNow(deps) },
    select: { id: true, generationId: true },
  });
  // A request's pictures are erased together with the messages that show them.
  const generationIds = new Set(deleted.flatMap(({ generationId }) => generationId ?? []));
  const own = deleted.filter(({ generationId }) => generationId === null);
  await Promise.all([
    deps.queues.enqueueMany(
      'erase',
      [...generationIds].map((generationId) => ({ generationId })),
    ),
    deps.queues.enqueueMany(
      'erase-own',
      own.map(({ id }) => ({ assetId: id })),
    ),
  ]).catch((err) => deps.log.warn({ err }, 'erasing is left to sweep'));
  return deleted.length;
}
