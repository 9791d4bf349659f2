import { decoded, openImage } from './open-image.ts';

export interface NormalisedInput {
  bytes: Buffer;
  contentType: 'image/png';
  width: number;
  height: number;
}

/**
 * Prepares a person's reference image for sending: verified, upright, at most `maxSidePx` a side, a PNG without EXIF, GPS or any other metadata
 * (sharp writes none unless told to).
 * @throws ImageError
 */
export function normaliseInput(bytes: Buffer, { maxSidePx = 2048 } = {}): Promise<NormalisedInput> {
  return decoded(async () => {
    const { data, info } = await (await openImage(bytes))
      .autoOrient()
      .resize(maxSidePx, maxSidePx, { fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
      .png({ compressionLevel: 6 })
      .toBuffer({ resolveWithObject: true });
    return { bytes: data, contentType: 'image/png', width: info.width, height: info.height };
  });
}
