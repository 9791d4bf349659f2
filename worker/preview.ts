import type { CardImage } from '#core/chat/card/blocks.ts';
import type { OutgoingFile } from '#core/chat/messenger.ts';
import { numberIn } from '#core/chat/present/generation.ts';
import { previewName } from '#core/chat/present/preview.ts';
import type { Deps } from '#core/deps.ts';
import { findPreview } from '#core/generations/preview.ts';
import type { MessageClaim } from '#core/generations/view.ts';
import { decoded } from '#core/images/open-image.ts';
import { thumbnailOf } from '#core/images/thumbnail.ts';
import { within } from '#core/within.ts';

/** By its longer side: some ten kilobytes, so that its edit takes no longer than that of a status. */
const previewPx = 640;
/** The result may come at any moment: a preview that is not ready by then waits for the next status. */
const patienceMs = 1_000;

export interface Preview {
  assetId: string;
  image: CardImage;
  /** Undefined if the status message shows it already. */
  file?: OutgoingFile;
}

/** What the status of an open request shows besides its words: the picture that it has, and the one that it is to have. */
export interface Previews {
  before?: string;
  now?: Preview;
}

/**
 * The first finished picture of a request whose others are still being made. It is stored, so it passed whatever its place asks for. Nothing where the
 * chat has no way to show one.
 */
export async function previewsOf(deps: Deps, { view, target, targetId }: MessageClaim): Promise<Previews> {
  // One that was stored and then deleted may stand there.
  if (view.stored === 0 || !deps.messengers[target.platform].preview) return {};
  const { messageId } = target;
  const shown = messageId === undefined ? undefined : await findPreview(deps, { targetId, messageId });
  const before = shown ? { before: shown.assetId } : {};
  const asset = view.assets.find(({ id }) => id === shown?.assetId) ?? view.assets[0];
  if (!asset || view.cancelRequested) return before;
  const filename = previewName(view);
  const named = { filename, alt: view.prompt, ...numberIn(view, asset) };
  const now = { assetId: asset.id, image: { ...named, isSpoiler: asset.isFlagged } };
  if (asset.id === shown?.assetId) return { ...before, now };
  try {
    const bytes = await within(patienceMs, smallOf(deps, asset));
    return { ...before, now: { ...now, file: { ...named, bytes, contentType: 'image/webp' } } };
  } catch (err) {
    deps.log.warn({ generationId: view.id, err }, 'there is no preview this time');
    return before;
  }
}

const smallOf = async ({ storage }: Pick<Deps, 'storage'>, asset: MessageClaim['view']['assets'][number]) => {
  const bytes = await storage.get(asset.storageKey);
  return decoded(() => thumbnailOf(bytes, asset, previewPx));
};
