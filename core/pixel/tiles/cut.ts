import type { Pixels } from '../picture.ts';

interface Place {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** What of a picture lies at a place, which is inside it. */
export function cutPixels({ data, width: across }: Pixels, { x, y, width, height }: Place): Pixels {
  const part = new Uint32Array(width * height);
  for (let row = 0; row < height; row += 1) {
    const from = (y + row) * across + x;
    part.set(data.subarray(from, from + width), row * width);
  }
  return { data: part, width, height };
}
