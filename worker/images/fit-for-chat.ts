import { decoded, openImage } from './open-image.ts';
import { copyProvenance } from './provenance.ts';

/** A limit that ten steps do not reach is lower than any chat's. */
const maxSteps = 10;

/**
 * The picture as it is if the chat takes files of that size, otherwise a copy that fits: smaller, never cropped. The stored file is never touched.
 * PNG in, PNG out, so that its name stays true.
 */
export async function fitForChat(
  png: Buffer,
  limitBytes: number,
): Promise<{ bytes: Buffer; contentType: 'image/png' }> {
  let bytes = png;
  let scale = 1;
  // The bytes grow with the square of the side; a little more is taken off so that one step is mostly enough.
  for (let step = 0; bytes.length > limitBytes && step < maxSteps; step++) {
    scale *= Math.min(0.9, Math.sqrt(limitBytes / bytes.length) * 0.95);
    bytes = copyProvenance(png, await shrink(png, scale));
  }
  return { bytes, contentType: 'image/png' };
}

function shrink(png: Buffer, scale: number): Promise<Buffer> {
  return decoded(async () => {
    const image = await openImage(png);
    const { width } = await image.metadata();
    return image
      .resize({ width: Math.max(1, Math.round(width * scale)) })
      .png({ compressionLevel: 9 })
      .toBuffer();
  });
}
