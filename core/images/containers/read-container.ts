import { type ImageFormat, sniffFormat } from '../../assets/sniff-format.ts';
import { ImageError } from '../image-error.ts';
import type { Container } from './container.ts';
import { readGif } from './gif.ts';
import { readJpeg } from './jpeg.ts';
import { readPng } from './png.ts';
import { readWebp } from './webp.ts';

const readers = {
  png: readPng,
  jpeg: readJpeg,
  webp: readWebp,
  gif: readGif,
} satisfies Record<ImageFormat, (bytes: Buffer) => Container>;

/**
 * Reads a picture's file from its first to its last byte without decoding it: each length lies within the file, PNG's checksums hold, what every reader
 * needs is there, and the end is where it should be.
 * @throws ImageError `not_an_image` for any other format, `broken`
 */
export function readContainer(bytes: Buffer): Container {
  const format = sniffFormat(bytes);
  if (format === undefined) throw new ImageError('not_an_image', 'This is not a PNG, JPEG, WebP or GIF picture.');
  return readers[format](bytes);
}
