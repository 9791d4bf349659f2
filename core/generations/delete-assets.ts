import type { Deps } from '../deps.ts';

/** Deletes a generation's pictures: at once for everybody, and from the store and the chat by a job that cannot be lost. */
export async function deleteAssets(deps: Pick<Deps, 'db' | 'queues'>, generationId: string): Promise<void> {
  await deps.db.asset.updateMany({ where: { generationId, deletedAt: null }, data: { deletedAt: new Date() } });
  await deps.queues.enqueue('erase', { generationId });
}
