import { decoded, openImage } from './open-image.ts';

export interface NormalisedInput {
  bytes: Buffer;
  contentType: 'image/png';
  width: number;
  height: number;
}

/**
 * Makes a person's reference image fit to be sent on: verified, upright, no larger than asked, a PNG without EXIF, GPS or
 * any other metadata (sharp writes none unless told to). Throws ImageError.
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
