import type { Random } from '#sandbox/replicate/pictures/random.ts';
import { type Canvas, put } from './canvas.ts';

/** One of the four colours of a ramp that begins at `from`, darker to lighter. */
export const ramp = (from: number, share: number) => from + Math.max(0, Math.min(3, Math.floor(share * 4)));

const bayer = [0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5];

/** From which share on a cell has the lighter of two colours, in a pattern of 4 × 4. */
export const ditherAt = (x: number, y: number): number => ((bayer[(y & 3) * 4 + (x & 3)] ?? 0) + 0.5) / 16;

/** Glyphs of three by five. */
export function words(
  canvas: Canvas,
  random: Random,
  { left, top, right, bottom }: { left: number; top: number; right: number; bottom: number },
  index: number,
): void {
  for (let y = top; y + 5 <= bottom; y += 7)
    for (let x = left; x + 3 <= right; x += 4) {
      if (random.chance(0.15)) continue;
      for (let row = 0; row < 5; row += 1)
        for (let column = 0; column < 3; column += 1) if (random.chance(0.55)) put(canvas, x + column, y + row, index);
    }
}
