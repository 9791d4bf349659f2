import { type KeptImage, keepImage } from '../worker/images/keep-image.ts';
import { proveImage } from '../worker/images/prove-image.ts';

export interface ProcessedImage extends KeptImage {
  /** WebP, at most 320 px a side. */
  thumbnail: Buffer;
}

/**
 * Prepares a model's output for storing: first what can be told from its file (`keepImage`), then what only decoding tells (`proveImage`).
 * @param model the provider's id of the model, for the mark
 * @throws ImageError
 */
export async function processImage(bytes: Buffer, about: { model: string }): Promise<ProcessedImage> {
  const kept = await keepImage(bytes, about);
  return { ...kept, thumbnail: await proveImage(kept) };
}
