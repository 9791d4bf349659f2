import type { Sharp } from 'sharp';
import type { Pixels } from '../pixel/picture.ts';

/** The largest side that the pixel art models draw; a picture up to this size is taken to be on a grid and must not be blurred. */
export const pixelArtPx = 384;

/** Decodes a picture, upright. For `decoded`. */
export async function pixelsOf(image: Sharp): Promise<Pixels> {
  const { data, info } = await image
    .autoOrient()
    .toColourspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  return { data: new Uint32Array(data.buffer, data.byteOffset, width * height), width, height };
}

export const rawOf = ({ data, width, height }: Pixels) =>
  [
    Buffer.from(data.buffer, data.byteOffset, data.byteLength),
    { raw: { width, height, channels: 4 as const } },
  ] as const;
