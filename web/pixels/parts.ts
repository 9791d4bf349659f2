import { pixelOf } from '#core/pixel/colour/channels.ts';
import type { Pixels } from '#core/pixel/picture.ts';
import type { TileMap } from '#core/pixel/tiles/map.ts';

/** Tiles side by side, as a map says; all are as large as the first. */
export function laid({ columns, rows, tiles: numbers }: TileMap, tiles: readonly Pixels[]): Pixels {
  const { width: across = 1, height: down = 1 } = tiles[0] ?? {};
  const [width, height] = [columns * across, rows * down];
  const data = new Uint32Array(width * height);
  for (const [cell, number] of numbers.entries()) {
    const tile = tiles[number];
    if (!tile) continue;
    const to = Math.floor(cell / columns) * down * width + (cell % columns) * across;
    for (let y = 0; y < down; y += 1) data.set(tile.data.subarray(y * across, (y + 1) * across), to + y * width);
  }
  return { data, width, height };
}

/** One tile so many times beside and below itself. */
export const repeated = (tile: Pixels, times: number): Pixels =>
  laid({ columns: times, rows: times, tiles: Array<number>(times * times).fill(0) }, [tile]);

/** A tile whose edges meet in its middle: what leaves it on one side comes in on the other. */
export function shiftedByHalf({ data, width, height }: Pixels): Pixels {
  const [right, down] = [width >> 1, height >> 1];
  const from = (at: number) => {
    const [x, y] = [at % width, Math.floor(at / width)];
    return ((y + down) % height) * width + ((x + right) % width);
  };
  return { data: data.map((_, at) => data[from(at)] ?? 0), width, height };
}

/** What the frame before is tinted with, and the frame after. */
const before = 0xe0_30_50;
const after = 0x20_60_f0;
/** How much of the skin is the tint, and how much the skin lets through. */
const tinted = 0.55;
const skinAlpha = 0.4;

/**
 * A frame over its neighbours, which shine through where it is clear: red what was before it, blue what comes after it, and where both are, what was before.
 */
export function onionSkin(frame: Pixels, { previous, next }: { previous?: Pixels; next?: Pixels }): Pixels {
  const data = frame.data.map((pixel, at) => {
    if (pixel >>> 24 !== 0) return pixel;
    const [was, comes] = [previous?.data[at] ?? 0, next?.data[at] ?? 0];
    if (was >>> 24 !== 0) return skinOf(was, before);
    return comes >>> 24 === 0 ? pixel : skinOf(comes, after);
  });
  return { ...frame, data };
}

function skinOf(pixel: number, tint: number): number {
  const mixed = (shift: number, of: number) => {
    const own = (pixel >>> shift) & 255;
    return Math.round(own + (of - own) * tinted);
  };
  const [red, green, blue] = [mixed(0, tint >>> 16), mixed(8, (tint >>> 8) & 255), mixed(16, tint & 255)];
  return pixelOf((red << 16) | (green << 8) | blue, Math.round(255 * skinAlpha));
}
