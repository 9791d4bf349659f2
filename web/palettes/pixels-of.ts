import type { Pixels } from '#core/pixel/picture.ts';

/** As many as a page takes apart in a moment. */
const mostPixels = 16_000_000;

/** Decodes a picture here, as it lies in its file: no profile of a screen changes its colours. Of an animation the first picture. */
export async function pixelsOf(picture: Blob): Promise<Pixels> {
  const bitmap = await createImageBitmap(picture, { colorSpaceConversion: 'none', premultiplyAlpha: 'none' });
  try {
    const { width, height } = bitmap;
    if (width * height > mostPixels) throw new RangeError('The picture is too large to be looked through here.');
    const canvas = document.createElement('canvas');
    Object.assign(canvas, { width, height });
    const context = canvas.getContext('2d', { willReadFrequently: true });
    if (!context) throw new Error('This browser gives a page no canvas.');
    context.drawImage(bitmap, 0, 0);
    const { data } = context.getImageData(0, 0, width, height);
    return { data: new Uint32Array(data.buffer), width, height };
  } finally {
    bitmap.close();
  }
}

/** Draws pixels into a canvas of their own size. */
export function draw(canvas: HTMLCanvasElement, { data, width, height }: Pixels): void {
  Object.assign(canvas, { width, height });
  const bytes = new Uint8ClampedArray(data.length * 4);
  new Uint32Array(bytes.buffer).set(data);
  canvas.getContext('2d')?.putImageData(new ImageData(bytes, width, height), 0, 0);
}
