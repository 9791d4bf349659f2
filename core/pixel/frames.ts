import type { Pixels } from './picture.ts';
import { cutPixels } from './tiles/cut.ts';

/** So many pictures of a size in a row: whole rows where that is about a square, so that nothing is empty; else as near to a square as it goes. */
export function columnsFor(count: number, { width, height }: Pick<Pixels, 'width' | 'height'>): number {
  const square = Math.min(count, Math.max(1, Math.ceil(Math.sqrt((count * height) / width))));
  const whole = Array.from({ length: square + 1 }, (_, more) => square + more).find((columns) => count % columns === 0);
  return whole ?? square;
}

/** Pictures of one size in one, row by row; what is empty after the last one is clear. */
export function joined(pictures: readonly Pixels[], columns: number): Pixels {
  const [{ width, height } = { width: 0, height: 0 }] = pictures;
  const across = columns * width;
  const data = new Uint32Array(across * Math.ceil(pictures.length / columns) * height);
  for (const [at, picture] of pictures.entries()) {
    const [left, top] = [(at % columns) * width, Math.floor(at / columns) * height];
    for (let y = 0; y < height; y += 1)
      data.set(picture.data.subarray(y * width, (y + 1) * width), (top + y) * across + left);
  }
  return { data, width: across, height: data.length / across };
}

/** The other way round. */
export function apart(picture: Pixels, count: number, columns: number): Pixels[] {
  const [width, height] = [picture.width / columns, picture.height / Math.ceil(count / columns)];
  const places = Array.from({ length: count }, (_, at) => ({
    ...{ x: (at % columns) * width, y: Math.floor(at / columns) * height },
    ...{ width, height },
  }));
  return places.map((place) => cutPixels(picture, place));
}
