import { pixelOf } from '#core/pixel/colour/channels.ts';
import { colourOfOklab } from '#core/pixel/colour/oklab.ts';
import type { Colour, Pixels } from '#core/pixel/picture.ts';
import type { Random } from '#sandbox/replicate/pictures/random.ts';

/** Pixel art is drawn on it by code, cell by cell, in colours of a palette. */
export interface Canvas extends Pixels {
  palette: readonly Colour[];
}

export const clear = -1;

export function createCanvas(width: number, height: number, palette: readonly Colour[], fill: number): Canvas {
  return { data: new Uint32Array(width * height).fill(pixelFor(palette, fill)), width, height, palette };
}

const pixelFor = (palette: readonly Colour[], index: number): number =>
  index === clear ? 0 : pixelOf(palette[((index % palette.length) + palette.length) % palette.length] ?? 0);

/** `index` is of the palette, counted on from its beginning past its end. */
export function put(canvas: Canvas, x: number, y: number, index: number): void {
  const [column, row] = [Math.round(x), Math.round(y)];
  if (column < 0 || row < 0 || column >= canvas.width || row >= canvas.height) return;
  canvas.data[row * canvas.width + column] = pixelFor(canvas.palette, index);
}

export function box(canvas: Canvas, left: number, top: number, wide: number, high: number, index: number): void {
  for (let y = Math.round(top); y < Math.round(top + high); y += 1)
    for (let x = Math.round(left); x < Math.round(left + wide); x += 1) put(canvas, x, y, index);
}

export function frame(canvas: Canvas, left: number, top: number, wide: number, high: number, index: number): void {
  box(canvas, left, top, wide, 1, index);
  box(canvas, left, top + high - 1, wide, 1, index);
  box(canvas, left, top, 1, high, index);
  box(canvas, left + wide - 1, top, 1, high, index);
}

export function line(canvas: Canvas, fromX: number, fromY: number, toX: number, toY: number, index: number): void {
  const steps = Math.max(1, Math.round(Math.max(Math.abs(toX - fromX), Math.abs(toY - fromY))));
  for (let step = 0; step <= steps; step += 1)
    put(canvas, fromX + ((toX - fromX) * step) / steps, fromY + ((toY - fromY) * step) / steps, index);
}

/** The colour for each place inside an ellipse; `u` and `v` go from −1 to 1. */
export function ellipse(
  canvas: Canvas,
  [middleX, middleY, radiusX, radiusY]: readonly [number, number, number, number],
  indexAt: (u: number, v: number) => number,
): void {
  for (let y = Math.floor(middleY - radiusY); y <= middleY + radiusY; y += 1)
    for (let x = Math.floor(middleX - radiusX); x <= middleX + radiusX; x += 1) {
      const [u, v] = [(x - middleX) / radiusX, (y - middleY) / radiusY];
      if (u * u + v * v <= 1) put(canvas, x, y, indexAt(u, v));
    }
}

/** What is drawn gets an outline of one cell where it is beside what is clear, or beside `ground`. */
export function outline(canvas: Canvas, index: number, ground = 0): void {
  const { data, width, height } = canvas;
  const before = data.slice();
  const isGround = (x: number, y: number) =>
    x < 0 || y < 0 || x >= width || y >= height || before[y * width + x] === ground;
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1)
      if (isGround(x, y) && (!isGround(x + 1, y) || !isGround(x - 1, y) || !isGround(x, y + 1) || !isGround(x, y - 1)))
        put(canvas, x, y, index);
}

/** Ramps from dark to light, each with a hue of its own that turns a little on the way, as artists choose them. */
export function makePalette(random: Random, count: number): Colour[] {
  const ramps = Math.max(1, Math.round(count / random.integer(3, 6)));
  const colours = new Set<Colour>([colourOfOklab({ l: 0.16, a: 0.01, b: -0.02 })]);
  const turn = random.between(0, 2 * Math.PI);
  for (let tries = 0; colours.size < count && tries < 2_000; tries += 1) {
    const ramp = tries % ramps;
    const steps = Math.ceil(count / ramps);
    const step = Math.floor(tries / ramps) % (steps + 1);
    const hue = turn + (ramp * 2 * Math.PI) / ramps + step * 0.12 + Math.floor(tries / 64) * 0.4;
    const chroma = 0.05 + 0.11 * Math.sin(((step + 0.7) / (steps + 1)) * Math.PI);
    const l = 0.28 + (0.68 * (step + 0.4 + 0.3 * random.next())) / (steps + 0.6);
    const colour = colourOfOklab({ l, a: chroma * Math.cos(hue), b: chroma * Math.sin(hue) });
    if ([...colours].every((other) => differs(colour, other))) colours.add(colour);
  }
  return [...colours];
}

/** Far enough apart to be two colours of an artist's, and not one that was hit twice. */
function differs(one: Colour, other: Colour): boolean {
  const channel = (shift: number) => Math.abs(((one >> shift) & 255) - ((other >> shift) & 255));
  return channel(16) + channel(8) + channel(0) >= 36;
}

/** A part of a picture. */
export function cropped({ data, width }: Pixels, left: number, top: number, wide: number, high: number): Pixels {
  const to = new Uint32Array(wide * high);
  for (let y = 0; y < high; y += 1)
    to.set(data.subarray((top + y) * width + left, (top + y) * width + left + wide), y * wide);
  return { data: to, width: wide, height: high };
}
