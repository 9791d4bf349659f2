import type { Sharp } from 'sharp';
import { type AssetLayout, storedLayout } from '../assets/layout/asset-layout.ts';
import { decoded, openImage } from './open-image.ts';
import { pixelsOf, rawOf } from './raw-pixels.ts';
import { sharp } from './sharp.ts';

/** The first frame of a file that holds some; any other file as it is. For `decoded`. */
export async function firstFrame(image: Sharp, layout: AssetLayout | null | undefined): Promise<Sharp> {
  if (layout?.kind !== 'animation') return image;
  const { data, width } = await pixelsOf(image);
  const frame = { data: new Uint32Array(layout.width * layout.height), width: layout.width, height: layout.height };
  for (let y = 0; y < frame.height; y += 1)
    frame.data.set(data.subarray(y * width, y * width + frame.width), y * frame.width);
  return sharp(...rawOf(frame));
}

/** The same as a PNG of its own. @param layout as its row has it @throws ImageError */
export async function firstFrameOf(bytes: Buffer, layout: unknown): Promise<Buffer> {
  const known = storedLayout.parse(layout);
  if (known?.kind !== 'animation') return bytes;
  return decoded(async () => (await firstFrame(await openImage(bytes), known)).png().toBuffer());
}
