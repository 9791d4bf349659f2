import type { PictureType } from './picture-type.ts';

export type ImageFormat = 'png' | 'jpeg' | 'webp' | 'gif';

export const typeOf = {
  png: 'image/png',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
  gif: 'image/gif',
} as const satisfies Record<ImageFormat, PictureType>;

/** Detects the format by the first bytes, never by a name or a content type, so that a parser for SVG or PDF is never reached. */
export function sniffFormat(bytes: Buffer): ImageFormat | undefined {
  if (bytes.subarray(0, 8).equals(pngSignature)) return 'png';
  if (bytes.subarray(0, 3).equals(jpegStart)) return 'jpeg';
  const start = bytes.subarray(0, 12).toString('latin1');
  if (/^RIFF.{4}WEBP$/s.test(start)) return 'webp';
  if (/^GIF8[79]a/.test(start)) return 'gif';
  return undefined;
}

export const pngSignature = Buffer.from('89504e470d0a1a0a', 'hex');
const jpegStart = Buffer.from('ffd8ff', 'hex');
