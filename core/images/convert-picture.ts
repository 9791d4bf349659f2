import type { PictureType } from '../assets/picture-type.ts';
import { readContainer } from './containers/read-container.ts';
import { encodePicture } from './encode-picture.ts';
import { decoded, openImage } from './open-image.ts';
import { copyProvenance } from './provenance.ts';

/**
 * A copy of another type, as large as the original and with its mark. Undefined of an animation, of which a copy that stands still would lose the rest.
 * @param isExact no pixel may change, where the type can do that: pixel art
 * @throws ImageError
 */
export async function convertPicture(
  original: Buffer,
  { type, isExact }: { type: PictureType; isExact: boolean },
): Promise<Buffer | undefined> {
  if (readContainer(original).frames > 1) return undefined;
  const copy = await decoded(async () => {
    const image = (await openImage(original)).autoOrient().toColourspace('srgb');
    return encodePicture(image, type, { isExact, pngLevel: 6 }).toBuffer();
  });
  return copyProvenance(original, copy);
}
