import sharp from 'sharp';
import { openImage } from './open-image.ts';

const thumbnailPx = 320;
/** The largest side that the pixel art models draw; a picture up to this size is taken to be on a grid and must not be blurred. */
const pixelArtPx = 384;

/** A small WebP for lists. Pixel art is enlarged by whole factors only, so that every pixel stays a square. */
export async function thumbnailOf(png: Buffer, { width, height }: { width: number; height: number }): Promise<Buffer> {
  const longest = Math.max(width, height);
  if (longest <= pixelArtPx) return enlarged(png, Math.max(1, Math.floor(thumbnailPx / longest)));
  return (await openImage(png))
    .resize(thumbnailPx, thumbnailPx, { fit: 'inside' })
    .webp({ quality: 80, effort: 0 })
    .toBuffer();
}

/**
 * Each pixel as a square of `factor` × `factor`, exactly. Not by sharp's resize: it multiplies the colours by alpha and divides them again, which
 * shifts those of translucent pixels.
 */
async function enlarged(png: Buffer, factor: number): Promise<Buffer> {
  const { data, info } = await (await openImage(png))
    .toColourspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const from = new Uint32Array(data.buffer, data.byteOffset, info.width * info.height);
  const [width, height] = [info.width * factor, info.height * factor];
  const to = new Uint32Array(width * height);
  for (let y = 0; y < height; y += 1) {
    const row = Math.floor(y / factor) * info.width;
    for (let x = 0; x < width; x += 1) to[y * width + x] = from[row + Math.floor(x / factor)] ?? 0;
  }
  return sharp(Buffer.from(to.buffer), { raw: { width, height, channels: 4 } })
    .webp({ lossless: true, exact: true, effort: 0 })
    .toBuffer();
}
