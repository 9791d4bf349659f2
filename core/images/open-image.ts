import type { Sharp } from 'sharp';
import { sniffFormat } from '../assets/sniff-format.ts';
import { createTurns } from '../turns.ts';
import { ImageError } from './image-error.ts';
import { sharp } from './sharp.ts';

/** A 16,000 × 16,000 bomb of 0.8 MB would unpack to a gigabyte; the largest picture we ask a model for has 4 megapixels. */
const maxPixels = 50_000_000;

/** A row of pixels costs memory and time of its own, however few rows there are. */
const maxSidePx = 16_384;
/** 50 megapixels take a second or two; a picture that takes longer was made to. */
const limitSeconds = 20;

/** Pictures take two of libuv's four threads: a slow one keeps neither a password (api/auth/password-hash.ts) nor a file waiting. */
const take = createTurns({ atOnce: 2, waiting: Number.POSITIVE_INFINITY });

/**
 * Opens a picture for sharp with the settings that hold everywhere: only the four raster formats, at most `maxPixels` and `maxSidePx` by its header,
 * before anything is decoded, and a fault in the data is an error. Of an animation the first picture, unless all are asked for. For `decoded`.
 * `strict`: for files of ours or of a model, a JPEG whose pixels end before its end is an error, too, which libjpeg only warns of; of other formats
 * libvips warns for lesser reasons.
 * @throws ImageError `not_an_image`, `too_many_pixels`
 */
export async function openImage(bytes: Buffer, { animated = false, strict = false } = {}): Promise<Sharp> {
  const format = sniffFormat(bytes);
  if (format === undefined) throw new ImageError('not_an_image', 'This is not a PNG, JPEG, WebP or GIF picture.');
  const failOn = strict && format === 'jpeg' ? 'warning' : 'error';
  const image = sharp(bytes, { limitInputPixels: maxPixels, failOn, sequentialRead: true, animated });
  const { width, height, pageHeight = height } = await image.metadata();
  checkSize({ width, height: pageHeight });
  return image.timeout({ seconds: limitSeconds });
}

/** @throws ImageError `too_many_pixels` */
export function checkSize({ width, height }: { width: number; height: number }): void {
  if (Math.max(width, height) > maxSidePx || width * height > maxPixels)
    throw new ImageError(
      'too_many_pixels',
      `The picture is ${width} × ${height} pixels: more than 50 megapixels, or than 16,384 on a side.`,
    );
}

/** Runs a pipeline when it is its turn, and turns sharp's errors into ours. */
export async function decoded<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await take(work);
  } catch (error) {
    if (error instanceof ImageError) throw error;
    const says = (words: string) => error instanceof Error && error.message.includes(words);
    if (says('exceeds pixel limit'))
      throw new ImageError('too_many_pixels', 'The picture has more than 50 megapixels.', { cause: error });
    if (says('timeout'))
      throw new ImageError('too_slow', `Decoding took more than ${limitSeconds} s.`, { cause: error });
    throw new ImageError('broken', 'The picture cannot be decoded.', { cause: error });
  }
}
