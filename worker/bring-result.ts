import { ChatError } from '#core/chat/chat-error.ts';
import type { Delivered, OutgoingFile } from '#core/chat/messenger.ts';
import { platforms } from '#core/chat/platforms.ts';
import { describedName } from '#core/chat/present/description.ts';
import { filenameOf, numberOf, resultCard } from '#core/chat/present/generation.ts';
import { isShownLarger } from '#core/chat/present/pixel-art.ts';
import { showingOf } from '#core/chat/present/showing.ts';
import type { ReplyTarget } from '#core/chat/target.ts';
import type { Deps } from '#core/deps.ts';
import { keepMessage, saveUploads } from '#core/generations/delivery.ts';
import type { MessageClaim } from '#core/generations/view.ts';
import { movingPicture } from '#core/images/moving-picture.ts';
import { tileMapPicture } from '#core/images/tile-map.ts';
import { StorageError } from '#core/ports/storage.ts';
import { enlargeForChat } from './images/enlarge-for-chat.ts';
import { type ChatPicture, fitForChat } from './images/fit-for-chat.ts';

/** Stored pictures that are still in memory, by storage key. */
export type PicturesAtHand = ReadonlyMap<string, Buffer>;

/** If a chat takes less than it says, half of it is tried, then an eighth; a picture below that is not worth posting. */
const shares = [1, 1 / 2, 1 / 8];

/** Delivers down the ladder, with files as large as the chat takes them. Undefined if every delivery method is closed for good. */
export async function bringResult(
  deps: Deps,
  { view, target, hold }: MessageClaim,
  atHand?: PicturesAtHand,
): Promise<Delivered | undefined> {
  let largest = shareOf(view, target);
  const showing = await showingOf(deps, target);
  for (const [index, share] of shares.entries()) {
    const { files, named, ...shown } = await filesOf(deps, { view, target }, largest * share, atHand);
    const card = resultCard(named, { ...showing, ...shown });
    if (index === 0) largest = Math.max(0, ...files.map(({ bytes }) => bytes.byteLength));
    const isSmallest = index === shares.length - 1;
    try {
      return await deps.messengers[target.platform].deliver(target, card, files, {
        key: view.id,
        // Earlier uploads are of another size.
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

/** Writes the result once more into its existing message. */
export async function rewriteResult(
  deps: Deps,
  { view, target }: Pick<MessageClaim, 'view' | 'target'>,
): Promise<Delivered | undefined> {
  const { files, named, ...shown } = await filesOf(deps, { view, target }, shareOf(view, target));
  const card = resultCard(named, { ...(await showingOf(deps, target)), ...shown });
  return deps.messengers[target.platform].rewrite(target, card, files);
}

/** Bytes that each picture may have. */
const shareOf = (view: MessageClaim['view'], { platform, fileLimit }: ReplyTarget) =>
  Math.min(fileLimit, Math.floor(platforms[platform].messageBytes / Math.max(1, view.assets.length)));

/** `named`: with the types of the files, which a card names them by, and which may be others than those that are stored. `isSmaller`: one of them at least is a smaller copy of what was made. `described`: the file that shows what was described. */
async function filesOf(
  deps: Deps,
  { view, target }: Pick<MessageClaim, 'view' | 'target'>,
  limitBytes: number,
  atHand?: PicturesAtHand,
): Promise<{ files: OutgoingFile[]; named: MessageClaim['view']; isSmaller: boolean; described?: OutgoingFile }> {
  const described = await describedFile(deps, { view, target }, limitBytes);
  if (described) return { files: [described], named: view, isSmaller: false, described };
  const shows = platforms[target.platform].pictureTypes;
  let isSmaller = false;
  const shown = await Promise.all(
    view.assets.map(async (asset) => {
      const { storageKey } = asset;
      const bytes = atHand?.get(storageKey) ?? (await deps.storage.get(storageKey));
      const { layout } = asset;
      const moving = layout?.kind === 'animation' ? await movingPicture(deps, bytes, layout, limitBytes) : undefined;
      const fitted = moving
        ? ({ bytes: moving, contentType: 'image/gif' } as const)
        : await fitForChat(await shownInChat(asset, bytes), { limitBytes, shows });
      if (!moving && bytes.length > limitBytes) isSmaller = true;
      const { position } = asset;
      const filename = filenameOf(view, { position, contentType: fitted.contentType });
      const file = { ...fitted, filename, alt: view.prompt, ...numberOf(view, asset) };
      return { file, asset: { ...asset, contentType: fitted.contentType } };
    }),
  );
  const named = { ...view, assets: shown.map(({ asset }) => asset) };
  return { files: shown.map(({ file }) => file), named, isSmaller };
}

/** Tiles as a map that they make, and art that a chat would smooth enlarged; anything else as it is. */
async function shownInChat(asset: MessageClaim['view']['assets'][number], bytes: Buffer): Promise<ChatPicture> {
  const map = asset.layout?.kind === 'tiles' ? await tileMapPicture(bytes, asset.layout, asset.id) : undefined;
  if (map) return { bytes: map, contentType: 'image/png' };
  const picture = { bytes, contentType: asset.contentType };
  return isShownLarger(asset) ? enlargeForChat(picture, asset) : picture;
}

/** Whoever reads what a model said of a picture sees the picture, if it may be shown there; its owner may have deleted it meanwhile. */
async function describedFile(
  { storage }: Deps,
  { view, target }: Pick<MessageClaim, 'view' | 'target'>,
  limitBytes: number,
): Promise<OutgoingFile | undefined> {
  const { description, inputImageKey, showsInput } = view;
  if (description === null || inputImageKey === null || !(showsInput || target.isPrivate)) return undefined;
  try {
    const bytes = await storage.get(inputImageKey);
    const shows = platforms[target.platform].pictureTypes;
    const fitted = await fitForChat({ bytes, contentType: 'image/png' }, { limitBytes, shows });
    return { ...fitted, filename: describedName(view, fitted.contentType), alt: description };
  } catch (error) {
    if (error instanceof StorageError && error.code === 'not_found') return undefined;
    throw error;
  }
}
