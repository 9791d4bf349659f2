import type { Pixels } from '#core/pixel/picture.ts';

/** The middle of a picture, so many pixels on a side at most; beginning at a multiple of 8, where every pattern begins anew. */
export function cutMiddle({ data, width, height }: Pixels, mostSide: number): Pixels {
  const start = (side: number) => Math.floor(Math.max(0, side - mostSide) / 2 / 8) * 8;
  const [left, top] = [start(width), start(height)];
  const [across, down] = [Math.min(width, mostSide), Math.min(height, mostSide)];
  const cut = new Uint32Array(across * down);
  for (let y = 0; y < down; y += 1) {
    const from = (top + y) * width + left;
    cut.set(data.subarray(from, from + across), y * across);
  }
  return { data: cut, width: across, height: down };
}
