import { blueOf, colourOfPixel, greenOf, redOf } from '#core/pixel/colour/channels.ts';
import type { Colour, Pixels } from '#core/pixel/picture.ts';
import type { Cell, Painting } from './cells.ts';

/** Lines between smaller cells would hide them; in CSS pixels. */
const leastCellPx = 6;

export interface Grid {
  /** Heavier lines around so many cells: a frame, a tile, or eight of them, to count by. */
  width: number;
  height: number;
}

/** Where cells meet. Drawn for a canvas that is blended by difference, so that the lines show on every colour. */
export function paintGrid(
  context: CanvasRenderingContext2D,
  { across, down, x, y, scale }: Painting,
  { width, height }: Grid,
  density: number,
): void {
  context.clearRect(0, 0, across, down);
  const line = Math.max(1, Math.round(density));
  const hasEach = scale / density >= leastCellPx;
  const lines = (begin: number, length: number, group: number, draw: (at: number, thickness: number) => void) => {
    const step = hasEach ? 1 : group;
    if (step * scale < 4 * line) return;
    const first = Math.max(1, Math.ceil(-begin / scale / step)) * step;
    for (let cell = first; begin + cell * scale < length; cell += step) {
      const isHeavy = cell % group === 0;
      context.fillStyle = isHeavy ? '#8c8c8c' : '#4a4a4a';
      draw(Math.round(begin + cell * scale), isHeavy && hasEach ? line + 1 : line);
    }
  };
  lines(x, across, width, (at, thickness) => context.fillRect(at - (thickness >> 1), 0, thickness, down));
  lines(y, down, height, (at, thickness) => context.fillRect(0, at - (thickness >> 1), across, thickness));
}

/** A box around some cells, which shows on light and on dark. */
export function paintBox(
  context: CanvasRenderingContext2D,
  { x, y, scale }: Painting,
  { x: column, y: row, width = 1, height = 1 }: Cell & { width?: number; height?: number },
  density: number,
): void {
  const line = Math.max(1, Math.round(density));
  const edge = (at: number) => Math.round(at * scale);
  const [left, top, right, bottom] = [
    x + edge(column),
    y + edge(row),
    x + edge(column + width),
    y + edge(row + height),
  ];
  for (const [colour, out] of [
    ['#000', 2 * line],
    ['#fff', line],
  ] as const) {
    context.strokeStyle = colour;
    context.lineWidth = line;
    const half = out - line / 2;
    context.strokeRect(left - half, top - half, right - left + 2 * half, bottom - top + 2 * half);
  }
}

const coverAlpha = 208;

/** Covers everything but one colour: dark ones are looked for under white, light ones under black. */
export function coverOf({ data, width, height }: Pixels, colour: Colour): Pixels {
  const isDark = (redOf(colour) * 3 + greenOf(colour) * 6 + blueOf(colour)) / 10 < 110;
  const cover = ((coverAlpha << 24) | (isDark ? 0xffffff : 0)) >>> 0;
  const isIt = (pixel: number) => pixel >>> 24 !== 0 && colourOfPixel(pixel) === colour;
  return { data: data.map((pixel) => (isIt(pixel) ? 0 : cover)), width, height };
}
