import type { Size } from './model.ts';

const megapixel = 1024 * 1024;

/** The size for a ratio such as "16:9" and a number of megapixels, each side a multiple of `step`. */
export function sizeOf(ratio: string, megapixels: number, step: number): Size {
  const [across = 1, down = 1] = ratio.split(':').map(Number);
  const snap = (side: number) => Math.max(step, Math.round(side / step) * step);
  return {
    width: snap(Math.sqrt((megapixels * megapixel * across) / down)),
    height: snap(Math.sqrt((megapixels * megapixel * down) / across)),
  };
}

/** The size of a given picture, scaled down to fit the megapixels. */
export function sizeLike(image: Size, megapixels: number, step: number): Size {
  const shrink = Math.min(1, Math.sqrt((megapixels * megapixel) / (image.width * image.height)));
  const snap = (side: number) => Math.max(step, Math.round((side * shrink) / step) * step);
  return { width: snap(image.width), height: snap(image.height) };
}
