import { plainPaths } from '#core/contract/pages/plain-paths.ts';
import type { Asset } from '#core/contract/pages/shapes.ts';
import { FormatError } from '#core/pixel/formats/format-error.ts';
import { mostPixels } from '#core/pixel/picture.ts';
import { loadInPlace } from '../../client/load-script.ts';
import { ProblemError } from '../../client/problem.ts';
import { type ReceivedFile, requestFile } from '../../client/request-file.ts';
import { askedOf } from '../../pixels/asked.ts';

/** Of a side; what is shown on a cover is rarely larger than 16 × 384. */
const mostFactor = 16;

/** By which factors an image of pixels can be downloaded enlarged. */
export function factorsOf({
  width,
  height,
}: Pick<Asset, 'width' | 'height'>): Array<{ factor: number; fits: boolean }> {
  return Array.from({ length: mostFactor - 1 }, (_, index) => {
    const factor = index + 2;
    return { factor, fits: width * height * factor ** 2 <= mostPixels };
  });
}

/** Why some cannot be; empty if all can. */
export function whyNot(asset: Pick<Asset, 'width' | 'height'>): string {
  const first = factorsOf(asset).find(({ fits }) => !fits);
  if (!first) return '';
  return `From ×${first.factor} on it would have more than 4,096 × 4,096 pixels, which many programs do not open.`;
}

/**
 * The image as a PNG with each pixel as a square, made here of the file that is downloaded, with the palette and the mark of that.
 * @throws ProblemError
 */
export async function enlargedFile(
  { id, fileType, downloadUrl, contract }: Pick<Asset, 'id' | 'fileType' | 'downloadUrl' | 'contract'>,
  factor: number,
): Promise<ReceivedFile> {
  const path = fileType === 'png' ? downloadUrl : `${plainPaths.converted(id, 'png')}&download`;
  const [{ enlargePng }, { blob, name = 'upixel.png' }] = await Promise.all([
    loadInPlace(() => import('#core/pixel/formats/png/enlarge-png.ts')),
    requestFile(path),
  ]);
  const palette = contract ? askedOf(contract).palette : undefined;
  const bytes = new Uint8Array(await blob.arrayBuffer());
  try {
    const large = enlargePng(bytes, factor, palette && { colours: palette });
    return { blob: new Blob([new Uint8Array(large)], { type: 'image/png' }), name: nameWith(name, factor) };
  } catch (error) {
    throw error instanceof FormatError ? notEnlarged(error.message) : error;
  }
}

const notEnlarged = (why: string) =>
  new ProblemError({
    type: 'cannot_enlarge',
    title: 'It was not enlarged',
    status: 0,
    detail: `${why} Nothing was changed, and it cost nothing.`,
    next: 'Download it as it was made, and enlarge it without smoothing in a program of your own.',
  });

/** `upixel-fox-1-x4.png` */
export const nameWith = (name: string, factor: number): string => name.replace(/(?:\.\w+)?$/, `-x${factor}.png`);
