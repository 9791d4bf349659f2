import { decoded, openImage } from '#core/images/open-image.ts';

/** The classifier itself looks at 224 × 224 pixels. */
const sidePx = 448;

/** A picture, or the first of an animation, scaled down for a model that looks at it: some ten kilobytes. @throws ImageError */
export const smallJpeg = (bytes: Buffer): Promise<Buffer> =>
  decoded(async () =>
    (await openImage(bytes))
      .autoOrient()
      .resize(sidePx, sidePx, { fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .jpeg({ quality: 85 })
      .toBuffer(),
  );
