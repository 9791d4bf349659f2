import type { OutgoingFile } from '#core/chat/messenger.ts';
import { filenameOf, resultCard } from '#core/chat/present/generation.ts';
import type { Deps } from '#core/deps.ts';
import { keepMessage, markDelivered, markUndelivered, returnMessage, saveUploads } from '#core/generations/delivery.ts';
import { leases } from '#core/generations/limits.ts';
import { claimMessage, type MessageClaim } from '#core/generations/view.ts';
import type { JobData } from '#core/jobs.ts';
import type { Again } from '../handler.ts';
import { fitForChat } from '../images/fit-for-chat.ts';

/** Stored pictures that are in memory still, by storage key. */
export type PicturesAtHand = ReadonlyMap<string, Buffer>;

/** In the same breath as the last settling: no waiting in a queue, no reading back. What hinders it is left to a job of its own. */
export async function deliverAtOnce(deps: Deps, generationId: string, atHand?: PicturesAtHand): Promise<void> {
  const again = await deliver(deps, { generationId }, atHand).catch((err): Again => {
    deps.log.warn({ generationId, err }, 'delivery put off');
    return { againInMs: 500 };
  });
  if (again) await deps.queues.enqueue('deliver', { generationId }, { delayMs: again.againInMs });
}

/** Brings a generation's result to chat, down the ladder, once. */
export async function deliver(
  deps: Deps,
  { generationId }: JobData<'deliver'>,
  atHand?: PicturesAtHand,
): Promise<Again | undefined> {
  const claim = await claimMessage(deps, generationId, 'ended', leases.messageMs);
  if (claim === 'busy') return { againInMs: 60 }; // its first status or its progress is being shown at this moment
  if (claim === 'nothing_to_do') return undefined;
  // Slow uploads outlast the lease; a worker that died does not renew it.
  const renewal = setInterval(() => {
    keepMessage(deps, generationId, leases.messageMs).catch((err) => deps.log.warn({ generationId, err }, 'lease'));
  }, leases.messageMs / 2);
  try {
    await bring(deps, claim, atHand);
  } catch (error) {
    await returnMessage(deps, generationId);
    throw error;
  } finally {
    clearInterval(renewal);
  }
  return undefined;
}

async function bring(deps: Deps, { view, spot }: MessageClaim, atHand?: PicturesAtHand): Promise<void> {
  const generationId = view.id;
  const delivered = await deps.messengers[spot.platform].deliver(
    spot,
    resultCard(view),
    await filesOf(deps, view, spot.fileLimit, atHand),
    generationId,
    { ids: view.uploads, save: (ids) => saveUploads(deps, generationId, ids) },
  );
  const waitedMs = Date.now() - view.createdAt.getTime();
  if (delivered) {
    await markDelivered(deps, generationId, { ...delivered, posted: view.assets.map((asset) => asset.id) });
    deps.log.info({ generationId, rung: delivered.rung, images: view.assets.length, waitedMs }, 'delivered');
  } else {
    await markUndelivered(deps, generationId);
    deps.log.warn({ generationId, waitedMs }, 'undelivered: every way to chat is closed');
  }
}

function filesOf(
  deps: Deps,
  view: MessageClaim['view'],
  limit: number,
  atHand?: PicturesAtHand,
): Promise<OutgoingFile[]> {
  const share = Math.min(limit, Math.floor(requestBytes / Math.max(1, view.assets.length)));
  return Promise.all(
    view.assets.map(async (asset) => {
      const bytes = atHand?.get(asset.storageKey) ?? (await deps.storage.get(asset.storageKey));
      const fitted = await fitForChat(bytes, share);
      return { ...fitted, filename: filenameOf(view, asset.position), alt: view.prompt };
    }),
  );
}

/** All files of one message; Discord takes 25 MiB, and the text needs a little. */
const requestBytes = 24 * 1024 * 1024;
