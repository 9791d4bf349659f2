import type { Deps } from '#core/deps.ts';
import { spotOf } from '#core/generations/view.ts';
import type { JobData } from '#core/jobs.ts';

/** Removes a generation's deleted pictures from the store and from chat. Run again, it finds them gone, and is content. */
export async function erase(deps: Deps, { generationId }: JobData<'erase'>): Promise<undefined> {
  const assets = await deps.db.asset.findMany({
    where: { generationId, deletedAt: { not: null } },
    select: { storageKey: true, thumbnailKey: true },
  });
  await deps.storage.delete(assets.flatMap((asset) => [asset.storageKey, asset.thumbnailKey]));
  const delivery = await deps.db.delivery.findUnique({ where: { generationId } });
  if (delivery?.messageId) {
    const messenger = deps.messengers[delivery.platform];
    await messenger.remove(spotOf(deps, delivery), delivery.messageId, delivery.uploads);
  }
  deps.log.info({ generationId, assets: assets.length }, 'erased');
  return undefined;
}
