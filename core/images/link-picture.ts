import type { AssetLayout } from '../assets/layout/asset-layout.ts';
import { shownSize } from '../assets/layout/shown-size.ts';
import { readContainer } from './containers/read-container.ts';
import { firstFrame } from './first-frame.ts';
import { decoded, openImage } from './open-image.ts';
import { copyProvenance } from './provenance.ts';
import { sharp } from './sharp.ts';

interface LinkPicture {
  bytes: Buffer;
  type: 'image/png' | 'image/jpeg';
}

/**
 * A copy that every chat shows under a link: a PNG of pixel art, whose pixels stay squares, and of what lets something show through, a JPEG of all
 * else; of an animation its first picture, of a sheet of frames the first one. With the original's mark.
 * @throws ImageError
 */
export async function linkPicture(
  original: Buffer,
  {
    isPixelArt,
    layout,
    size,
  }: { isPixelArt: boolean; layout: AssetLayout | null; size: { width: number; height: number } },
): Promise<LinkPicture> {
  const isEnlarged = size.width >= shownSize(readContainer(original), layout).width;
  const { bytes, type } = await decoded(async (): Promise<LinkPicture> => {
    const { data, info } = await (await firstFrame(await openImage(original), layout))
      .autoOrient()
      .resize({ ...size, fit: 'fill', kernel: isPixelArt && isEnlarged ? 'nearest' : 'lanczos3' })
      .toColourspace('srgb')
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const { width, height, channels } = info;
    const drawn = sharp(data, { raw: { width, height, channels } });
    return isPixelArt || !isOpaque(data)
      ? { bytes: await drawn.png({ compressionLevel: 6 }).toBuffer(), type: 'image/png' }
      : { bytes: await drawn.removeAlpha().jpeg({ quality: 85 }).toBuffer(), type: 'image/jpeg' };
  });
  return { bytes: copyProvenance(original, bytes), type };
}

/** Whether nothing shows through, whatever the file's type could do: many models write an alpha that is full everywhere. */
function isOpaque(pixels: Buffer): boolean {
  for (let at = 3; at < pixels.length; at += 4) if (pixels[at] !== 255) return false;
  return true;
}
