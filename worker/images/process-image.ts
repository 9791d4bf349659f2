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
 * Makes a model's output fit to be kept: verified, stripped of foreign metadata, marked as made by a model. PNG keeps its
 * pixel data byte for byte. Throws ImageError.
 * @param model the provider's id of the model, for the mark
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
      // The only decode: what is kept is decoded whole, so a thumbnail is the proof that it can be.
      thumbnail: await thumbnailOf(marked, { width, height }),
    };
  });
}

/** Models that ignore `output_format`. Of an animation the first picture; animations will get a path of their own. */
async function reencode(bytes: Buffer): Promise<Buffer> {
  return (await openImage(bytes)).autoOrient().toColourspace('srgb').png({ compressionLevel: 6 }).toBuffer();
}
