import { decoded, openImage } from '#core/images/open-image.ts';
import { copyProvenance } from '#core/images/provenance.ts';
import { pixelsOf, rawOf } from '#core/images/raw-pixels.ts';
import { sharp } from '#core/images/sharp.ts';
import { shownFactor } from '#core/pixel/shown-factor.ts';
import { enlarged } from '#core/pixel/whole-factors.ts';
import type { ChatPicture } from './fit-for-chat.ts';

/** Art of so few pixels as a chat shows it sharp: by a whole factor, with its mark. What is large enough is as it is. @throws ImageError */
export async function enlargeForChat(
  picture: ChatPicture,
  size: { width: number; height: number },
): Promise<ChatPicture> {
  const factor = shownFactor(size);
  if (factor === 1 || picture.contentType !== 'image/png') return picture;
  const copy = await decoded(async () =>
    sharp(...rawOf(enlarged(await pixelsOf(await openImage(picture.bytes)), factor)))
      .png({ compressionLevel: 6 })
      .toBuffer(),
  );
  return { ...picture, bytes: copyProvenance(picture.bytes, copy) };
}
