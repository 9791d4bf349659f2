import type { AssetContract } from '#core/assets/contract/asset-contract.ts';
import { ImageError } from '#core/images/image-error.ts';
import { decoded, openImage } from '#core/images/open-image.ts';
import type { PixelThreads } from '#core/images/pixel-threads.ts';
import { pixelArtPx, pixelsOf } from '#core/images/raw-pixels.ts';
import { mostColours } from '#core/models/pixel-wish.ts';
import { type ColourWish, inOtherColours } from '#core/palettes/in-other-colours.ts';
import { countColours } from '#core/pixel/palettes/count.ts';
import { type KeptImage, keepImage } from './keep-image.ts';
import { contractOf } from './pixel-art-of.ts';

/** A picture in other colours, and, if it is small enough for pixel art, what it is as such. @throws ImageError, also if none come of it */
export async function recolouredPicture(
  deps: { pixelThreads: Pick<PixelThreads, 'recolour' | 'reduce' | 'coloursOf' | 'check'> },
  original: Buffer,
  { wish, model, mark }: { wish: ColourWish; model: string; mark: Buffer | undefined },
): Promise<{ image: KeptImage; contract?: AssetContract }> {
  const made = await inOtherColours(deps, original, wish);
  // Whoever pressed was told so before; it has changed since.
  if ('unchanged' in made) throw new ImageError('broken', `It keeps its colours: ${made.unchanged}.`);
  const image = await keepImage(made.bytes, { model, ...(mark && { mark }) });
  const { width, height } = image;
  if (Math.max(width, height) > pixelArtPx) return { image };
  const asked = contractOf(image, wish, mostColours);
  const pixels = await decoded(async () => pixelsOf(await openImage(image.bytes)));
  const before = countColours(await decoded(async () => pixelsOf(await openImage(original))), mostColours)?.length;
  const { version, facts, breaches } = await deps.pixelThreads.check(pixels, asked);
  const isFewer = before !== undefined && facts.colours < before;
  const changes = isFewer ? [{ kind: 'colours' as const, from: before, to: facts.colours }] : [];
  const checkedAt = new Date().toISOString();
  return { image, contract: { version, checkedAt, asked, facts, breaches, changes, isOffer: false } };
}
