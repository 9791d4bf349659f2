import { z } from 'zod';
import type { Deps } from '#core/deps.ts';
import { spotOf } from '#core/generations/view.ts';
import type { JobData } from '#core/jobs.ts';
import type { Again } from '../handler.ts';

/** As core/generations/redeliver.ts writes them down. */
const earlierMessages = z.array(
  z.object({ teamId: z.string(), channelId: z.string(), messageId: z.string(), uploads: z.array(z.string()) }),
);

/** How soon to look again whether a result that is on its way to chat has arrived. */
const underWayMs = 500;

/**
 * Removes a generation's deleted pictures from the store, and the messages that show them from chat, also where one shows others
 * that are kept: a message must not go on showing what was deleted. Run again, it finds nothing to do, and is content.
 */
export async function erase(deps: Deps, { generationId }: JobData<'erase'>): Promise<Again | undefined> {
  const assets = await deps.db.asset.findMany({
    where: { generationId, deletedAt: { not: null }, erasedAt: null },
    select: { id: true, storageKey: true, thumbnailKey: true },
  });
  if (assets.length === 0) return undefined;
  await deps.storage.delete(assets.flatMap((asset) => [asset.storageKey, asset.thumbnailKey]));
  if ((await removeFromChat(deps, generationId)) === 'under_way') return { againInMs: underWayMs };
  await deps.db.asset.updateMany({
    where: { id: { in: assets.map((asset) => asset.id) } },
    data: { erasedAt: new Date() },
  });
  deps.log.info({ generationId, assets: assets.length }, 'erased');
  return undefined;
}

/** `under_way`: somebody is posting the result at this moment, and may have read its pictures before they were deleted. */
async function removeFromChat(deps: Deps, generationId: string): Promise<'done' | 'under_way'> {
  const delivery = await deps.db.delivery.findUnique({
    where: { generationId },
    include: { generation: { select: { finishedAt: true } } },
  });
  if (!delivery) return 'done';
  if (delivery.status === 'pending') {
    // A result that is yet to come leaves out what is deleted; its status message shows no picture.
    return delivery.generation.finishedAt ? 'under_way' : 'done';
  }
  const messenger = deps.messengers[delivery.platform];
  const spot = spotOf(deps, delivery);
  if (delivery.messageId) await messenger.remove(spot, delivery.messageId, delivery.uploads);
  for (const { messageId, uploads, ...place } of earlierMessages.parse(delivery.earlier))
    await messenger.remove({ ...spot, ...place }, messageId, uploads);
  return 'done';
}
