import type { AssetContract } from '#core/assets/contract/asset-contract.ts';
import type { AnimationLayout, AssetLayout } from '#core/assets/layout/asset-layout.ts';
import { animationIn } from '#core/assets/layout/cut-layout.ts';
import { layoutIn } from '#core/assets/layout/layout-in.ts';
import { readContainer } from '#core/images/containers/read-container.ts';
import { ImageError } from '#core/images/image-error.ts';
import { decoded, openImage } from '#core/images/open-image.ts';
import type { PixelThreads } from '#core/images/pixel-threads.ts';
import { pixelsOf } from '#core/images/raw-pixels.ts';
import { type ContractCheck, checkContract, type PixelContract, pixelFacts } from '#core/pixel/contract.ts';
import { examine } from '#core/pixel/doctor/examine.ts';
import { indexed } from '#core/pixel/indexed.ts';
import type { PixelChange } from '#core/pixel/mend.ts';
import type { Pixels } from '#core/pixel/picture.ts';
import type { AskedPixels } from '../asked-pixels.ts';
import { type KeptImage, keepImage } from './keep-image.ts';

type Kept = Omit<KeptImage, 'frames'>;

export interface Judged {
  /** As it is to be stored: as it came, or touched up. */
  image: Kept;
  contract: Omit<AssetContract, 'isOffer'>;
  /** How it holds several pictures, if it is as asked and does. */
  layout?: AssetLayout | undefined;
  /** It is what was asked, and at most touched up; else the model is to try once more. */
  isFair: boolean;
}

/** Larger than all that such a model is asked for, several times over: 64 MB in memory. */
const maxSidePx = 4096;

/** 512 × 512, which take some milliseconds; a model that answers with more than it was asked for does not keep this process from its locks. */
const mostPixelsHere = 512 * 512;

/**
 * Checks a picture's pixels against what was asked, and touches it up where that does it. Undefined for what moves, what is far too large, and what cannot be
 * decoded: that turns out as with any picture. What is touched up becomes an indexed PNG.
 * @param model the provider's id of the model, for the mark of a file that is written anew
 */
export async function judgePixels(
  { pixelThreads }: { pixelThreads: Pick<PixelThreads, 'mend' | 'check'> },
  image: Kept,
  { asked: wanted, model }: { asked: AskedPixels; model: string },
): Promise<Judged | undefined> {
  if (image.contentType === 'image/gif' || readContainer(image.bytes).frames > 1) return undefined;
  if (Math.max(image.width, image.height) > maxSidePx) return undefined;
  const pixels = await decoded(async () => pixelsOf(await openImage(image.bytes))).catch((error) => {
    if (error instanceof ImageError) return undefined;
    throw error;
  });
  if (!pixels) return undefined;
  const { asked, layout } = askedOf(wanted, pixels);
  const recordOf = ({ version, facts, breaches }: ContractCheck, changes: PixelChange[]) => ({
    ...{ version, facts, breaches, changes, checkedAt: new Date().toISOString() },
    asked,
  });
  /** With what is in it, of a picture that is of its own size. */
  const lookedAt = (check: ContractCheck, changes: PixelChange[], own: Pixels) => {
    const found = layoutIn(own, layout);
    const findings = found?.kind === 'animation' ? findingsIn(own, found) : undefined;
    return { contract: { ...recordOf(check, changes), ...(findings ? { findings } : {}) }, layout: found };
  };
  const isSmall = pixels.data.length <= mostPixelsHere;
  const check = isSmall ? checkContract(asked, pixels) : await pixelThreads.check(pixels, asked);
  if (check.breaches.length === 0) return { image, ...lookedAt(check, [], pixels), isFair: true };
  const mended = await pixelThreads.mend(pixels, asked, wanted.isToldColours);
  if (!mended) return { image, contract: recordOf(check, []), isFair: false };
  return {
    image: await keepImage(Buffer.from(mended.png), { model }),
    ...lookedAt(mended.check, mended.changes, mended.pixels),
    isFair: !mended.isFar,
  };
}

/** What the whole file must be: of frames, each as large as was asked for, a sheet of whole ones. One that was enlarged is looked at as if it were not. */
function askedOf(
  { contract, layout, frames }: AskedPixels,
  pixels: Pixels,
): { asked: PixelContract; layout: AssetLayout | undefined } {
  if (!frames) return { asked: contract, layout };
  const { grid } = pixelFacts(pixels);
  const file = { width: pixels.width / grid, height: pixels.height / grid };
  const found = frames.layout(file);
  return { asked: { ...contract, ...(found ? file : (frames.size ?? {})) }, layout: found };
}

/** What the frames of a sheet show that may be a fault, if a palette holds them. */
export function findingsIn(pixels: Pixels, layout: AnimationLayout) {
  const picture = indexed(pixels);
  return picture ? examine(animationIn(picture, layout), layout.columns) : [];
}
