import { createHash } from 'node:crypto';
import { checkSize, decoded, openImage } from './open-image.ts';
import { pngSize, readPngChunks } from './png-chunks.ts';
import { withProvenance } from './provenance.ts';
import { sniffFormat } from './sniff-format.ts';
import { thumbnailOf } from './thumbnail.ts';

export interface ProcessedImage {
  bytes: Buffer;
  contentType: 'image/png';
  width: number;
  height: number;
  /** Of `bytes`, in hex. */
  sha256: string;
  /** WebP, at most 320 px a side. */
  thumbnail: Buffer;
}

/**
 * Prepares a model's output for storing: verified, stripped of foreign metadata, marked as made by a model. PNG keeps its pixel data byte for byte.
 * @param model the provider's id of the model, for the mark
 * @throws ImageError
 */
export function processImage(bytes: Buffer, { model }: { model: string }): Promise<ProcessedImage> {
  return decoded(async () => {
    const png = sniffFormat(bytes) === 'png' ? bytes : await reencode(bytes);
    const chunks = readPngChunks(png);
    const { width, height } = pngSize(chunks);
    // Before any decoder sees it; the limit inside sharp guards the other formats.
    checkSize({ width, height });
    const marked = withProvenance(chunks, model);
    return {
      bytes: marked,
      contentType: 'image/png',
      width,
      height,
      sha256: createHash('sha256').update(marked).digest('hex'),
      // The only decode: the stored picture is decoded whole, so the thumbnail proves that it can be.
      thumbnail: await thumbnailOf(marked, { width, height }),
    };
  });
}

/** For models that ignore `output_format`. Of an animation, the first picture; animations will get their own path. */
async function reencode(bytes: Buffer): Promise<Buffer> {
  return (await openImage(bytes)).autoOrient().toColourspace('srgb').png({ compressionLevel: 6 }).toBuffer();
}
