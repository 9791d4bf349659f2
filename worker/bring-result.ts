import { ChatError } from '#core/chat/chat-error.ts';
import type { Delivered, OutgoingFile } from '#core/chat/messenger.ts';
import { filenameOf, resultCard } from '#core/chat/present/generation.ts';
import type { Deps } from '#core/deps.ts';
import { keepMessage, saveUploads } from '#core/generations/delivery.ts';
import type { MessageClaim } from '#core/generations/view.ts';
import { fitForChat } from './images/fit-for-chat.ts';

/** Stored pictures that are in memory still, by storage key. */
export type PicturesAtHand = ReadonlyMap<string, Buffer>;

/** All files of one message; Discord takes 25 MiB, and the text needs a little. */
const requestBytes = 24 * 1024 * 1024;

/** A chat may take less than it says: then half of it is tried, and an eighth; what is left of a picture below that is not worth posting. */
const shares = [1, 1 / 2, 1 / 8];

/** Down the ladder, with files as large as the chat takes them. Undefined where every rung is closed for good. */
export async function bringResult(
  deps: Deps,
  { view, spot, hold }: MessageClaim,
  atHand?: PicturesAtHand,
): Promise<Delivered | undefined> {
  let largest = shareOf(view, spot.fileLimit);
  for (const [index, share] of shares.entries()) {
    const files = await filesOf(deps, view, largest * share, atHand);
    if (index === 0) largest = Math.max(0, ...files.map(({ bytes }) => bytes.byteLength));
    const isSmallest = index === shares.length - 1;
    try {
      return await deps.messengers[spot.platform].deliver(spot, resultCard(view), files, {
        key: view.id,
        // What was uploaded before is of another size.
        uploads: index === 0 ? view.uploads : [],
        save: (ids) => saveUploads(deps, hold, ids),
        keep: () => keepMessage(deps, hold),
        isSmallest,
      });
    } catch (error) {
      if (!(error instanceof ChatError) || error.code !== 'too_large') throw error;
      deps.log.warn(
        { generationId: view.id, bytes: Math.round(largest * share) },
        'too large for the chat: made smaller',
      );
    }
  }
  return undefined;
}

/** The same once more, into the message that it stands in. */
export async function rewriteResult(deps: Deps, { view, spot }: MessageClaim): Promise<Delivered | undefined> {
  const files = await filesOf(deps, view, shareOf(view, spot.fileLimit));
  return deps.messengers[spot.platform].rewrite(spot, resultCard(view), files);
}

const shareOf = (view: MessageClaim['view'], limit: number) =>
  Math.min(limit, Math.floor(requestBytes / Math.max(1, view.assets.length)));

function filesOf(
  deps: Deps,
  view: MessageClaim['view'],
  limitBytes: number,
  atHand?: PicturesAtHand,
): Promise<OutgoingFile[]> {
  return Promise.all(
    view.assets.map(async (asset) => {
      const bytes = atHand?.get(asset.storageKey) ?? (await deps.storage.get(asset.storageKey));
      const fitted = await fitForChat(bytes, limitBytes);
      return { ...fitted, filename: filenameOf(view, asset.position), alt: view.prompt };
    }),
  );
}
