import { databaseNow } from '../database-now.ts';
import type { Deps } from '../deps.ts';
import { repeatable } from '../requests/lost-answer.ts';

/**
 * Deletes a generation's pictures: at once for everybody, and from the store and the chat by a job. Where the queue does not take
 * that, they are deleted all the same, and `sweep` finds what is to be erased.
 */
export async function deleteAssets(deps: Pick<Deps, 'db' | 'queues' | 'log'>, generationId: string): Promise<void> {
  await repeatable(async () =>
    deps.db.asset.updateMany({
      where: { generationId, deletedAt: null },
      data: { deletedAt: await databaseNow(deps) },
    }),
  );
  await deps.queues
    .enqueue('erase', { generationId })
    .catch((err) => deps.log.warn({ generationId, err }, 'erasing is left to sweep'));
}

/**
 * Deletes the ones of these that are an account's own; how many that were. Should the jobs not be noted down, `sweep` finds
 * what is to be erased.
 */
export async function deleteChosenAssets(
  deps: Pick<Deps, 'db' | 'queues' | 'log'>,
  { userId, ids }: { userId: string; ids: string[] },
): Promise<number> {
  const deleted = await deps.db.asset.updateManyAndReturn({
    where: { id: { in: ids }, userId, deletedAt: null },
    data: { deletedAt: await databaseNow(deps) },
    select: { generationId: true },
  });
  const generationIds = new Set(deleted.map(({ generationId }) => generationId));
  await deps.queues
    .enqueueMany(
      'erase',
      [...generationIds].map((generationId) => ({ generationId })),
    )
    .catch((err) => deps.log.warn({ err }, 'erasing is left to sweep'));
  return deleted.length;
}
