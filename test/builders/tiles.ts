import type { Tile } from '#core/pixel/tiles/blob.ts';
import { corner } from '#core/pixel/tiles/corners.ts';

/** Shades of the outer and of the inner ground, and the line between them. */
export const grounds = { colours: [0x2e7d32, 0x388e3c, 0xc07050, 0xa85c40, 0x5d4037] };

/**
 * A tile of two grounds that continues every other whose corners there are the same: which ground a pixel is of depends on where it is between its corners, and a ground looks
 * like itself in each tile.
 */
export function groundTile(corners: number, side: number): Tile {
  const has = (bit: number) => ((corners & bit) === 0 ? 0 : 1);
  const { topLeft, topRight, bottomLeft, bottomRight } = corner;
  const heightAt = (x: number, y: number) => {
    const [right, down] = [(x + 0.5) / side, (y + 0.5) / side];
    const upper = has(topLeft) * (1 - right) + has(topRight) * right;
    const lower = has(bottomLeft) * (1 - right) + has(bottomRight) * right;
    return upper * (1 - down) + lower * down;
  };
  const indices = Uint8Array.from({ length: side * side }, (_, at) => {
    const [x, y] = [at % side, Math.floor(at / side)];
    const isDotted = (x * 3 + y * 5) % 8 === 0 ? 1 : 0;
    return heightAt(x, y) >= 0.5 ? 2 + isDotted : isDotted;
  });
  return { width: side, height: side, indices };
}
