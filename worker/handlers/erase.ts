import { z } from 'zod';
import type { Posted, Spot } from '#core/chat/messenger.ts';
import { resultCard } from '#core/chat/present/generation.ts';
import type { Deps } from '#core/deps.ts';
import { findStanding, putOffErasing } from '#core/generations/erasing.ts';
import { type GenerationView, readView, spotOf } from '#core/generations/view.ts';
import type { JobData } from '#core/jobs.ts';
import type { Again } from '../handler.ts';

/** As core/generations/redeliver.ts writes them down. */
const earlierMessages = z.array(
  z.object({
    /** Absent where an earlier version noted it down: then it is the delivery's own. */
    platform: z.enum(['discord', 'slack']).optional(),
    teamId: z.string(),
    channelId: z.string(),
    messageId: z.string(),
    uploads: z.array(z.string()),
    posted: z.array(z.uuid()),
  }),
);

/** A message that shows the result, and which pictures its files are, in the same order. */
type Shown = Posted & { posted: readonly string[] };

/** A chat that takes nothing for this long is given up on. */
const patienceMs = 24 * 60 * 60_000;

/** How soon to look again whether a result that is on its way to chat has arrived. */
const underWayMs = 500;

/**
 * Removes a generation's deleted pictures from the store and from the messages in chat that show them. A message whose last
 * picture goes, goes with it; so does one from which a chat lets us take no part. Run again, it finds nothing to do.
 */
export async function erase(deps: Deps, { generationId }: JobData<'erase'>): Promise<Again | undefined> {
  const assets = await deps.db.asset.findMany({
    where: { generationId, deletedAt: { not: null }, erasedAt: null },
    select: { id: true, storageKey: true, thumbnailKey: true },
  });
  if (assets.length === 0) return undefined;
  try {
    await deps.storage.delete(assets.flatMap((asset) => [asset.storageKey, asset.thumbnailKey]));
  } catch (err) {
    // No end to this one: what is to be erased from our own store is erased, however long that takes.
    await putOffErasing(deps, generationId);
    deps.log.error({ generationId, err }, 'pictures could not be erased from the store yet');
    return undefined;
  }
  try {
    if ((await removeFromChat(deps, generationId)) === 'under_way') return { againInMs: underWayMs };
  } catch (err) {
    const forMs = await putOffErasing(deps, generationId);
    if (forMs < patienceMs) {
      deps.log.warn({ generationId, err }, 'pictures could not be erased from chat yet');
      return undefined;
    }
    deps.log.error({ generationId, err }, 'given up: deleted pictures may still stand in chat');
  }
  await deps.db.asset.updateMany({
    where: { id: { in: assets.map((asset) => asset.id) } },
    data: { erasedAt: new Date() },
  });
  deps.log.info({ generationId, assets: assets.length }, 'erased');
  return undefined;
}

/** `under_way`: somebody is posting the result at this moment, and may have read its pictures before they were deleted. */
async function removeFromChat(deps: Deps, generationId: string): Promise<'done' | 'under_way'> {
  const [delivery, view] = await Promise.all([findStanding(deps, generationId), readView(deps, generationId)]);
  if (!delivery || !view) return 'done';
  if (delivery.isBeingWritten) return 'under_way';
  const spot = spotOf(deps, delivery);
  const { messageId, uploads, posted } = delivery;
  for (const { platform = spot.platform, teamId, channelId, ...shown } of earlierMessages.parse(delivery.earlier)) {
    // The way to answer belongs to the chat it was given by.
    const { replyToken, ...place } = spot;
    const way = platform === spot.platform && replyToken !== undefined ? { replyToken } : {};
    await removeFromMessage(deps, { ...place, ...way, platform, teamId, channelId }, view, shown);
  }
  // A result that is yet to come leaves out what is deleted; its status message shows no picture, but files may be with the chat.
  if (delivery.status === 'pending') {
    if (uploads.length > 0)
      await deps.messengers[spot.platform].withdraw(
        spot,
        { messageId: messageId ?? '', uploads, kept: [] },
        resultCard(view),
      );
    return 'done';
  }
  if (messageId) await removeFromMessage(deps, spot, view, { messageId, uploads, posted });
  return 'done';
}

async function removeFromMessage(deps: Deps, spot: Spot, view: GenerationView, shown: Shown): Promise<void> {
  const messenger = deps.messengers[spot.platform];
  const assets = view.assets.filter(({ id }) => shown.posted.includes(id));
  const kept = assets.flatMap(({ id }) => shown.uploads[shown.posted.indexOf(id)] ?? []);
  const keepsSome = kept.length > 0 && kept.length === assets.length;
  if (keepsSome && (await messenger.withdraw(spot, { ...shown, kept }, resultCard({ ...view, assets })))) return;
  await messenger.remove(spot, shown);
}
