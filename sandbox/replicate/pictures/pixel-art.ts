import { type Canvas, type Colour, createCanvas, overlay } from './canvas.ts';
import { drawLabel } from './label.ts';
import { createRandom, type Random } from './random.ts';
import { drawSprite, type SpriteOptions } from './sprite.ts';
import { drawTiles, type TilesOrder } from './tiles.ts';

/** How a model that draws on a grid of pixels draws: one pixel of art is one of the picture. */
export interface PixelArt {
  /** Colours to draw with, and no others. */
  palette?: readonly Colour[] | undefined;
  /** As many as it chooses by itself. */
  colours: number;
  /** It continues itself along these sides. */
  tileX: boolean;
  tileY: boolean;
  /** It draws tiles, and no picture of something. */
  tiles?: TilesOrder | undefined;
  /** How it goes wrong, for a test. */
  fault?: PixelFault | undefined;
}
export type PixelFault = 'too-many-colours' | 'half-alpha' | 'keeps-background' | 'wrong-size' | 'bad-seams';

/** True pixel art: each cell one pixel, few colours, clear or opaque; as its size, colours and sides were asked for, unless it is to go wrong. */
export function drawPixelArt(options: SpriteOptions, art: PixelArt): Canvas {
  const { fault } = art;
  const tiles = options.ground === 'alarm' ? undefined : art.tiles;
  const canvas = tiles
    ? drawTiles(tiles, { ...options, hasBadSeams: fault === 'bad-seams' })
    : drawSprite({ ...options, block: 1 });
  if (art.tileX) mirror(canvas, ({ width }, x, y) => [width - 1 - x, y]);
  if (art.tileY) mirror(canvas, ({ height }, x, y) => [x, height - 1 - y]);
  // A label would show a seam.
  if (!tiles) writeLabel(canvas, art);
  onlyClearOrOpaque(canvas);
  if (art.fault !== 'too-many-colours') keepTo(canvas, art.palette ?? chosen(canvas, art.colours));
  return spoilt(canvas, art.fault, createRandom(`${options.seed} ${options.prompt}`));
}

/** The canvas, gone wrong: itself, or another one. */
export function spoilt(canvas: Canvas, fault: PixelFault | undefined, random: Random): Canvas {
  if (fault === 'too-many-colours') scatter(canvas, random);
  if (fault === 'half-alpha') fray(canvas);
  if (fault === 'keeps-background') fillClear(canvas);
  return fault === 'wrong-size' ? stretched(canvas) : canvas;
}

/** The second half becomes the first one's mirror image, so that the last row or column is like the first. */
function mirror(canvas: Canvas, other: (canvas: Canvas, x: number, y: number) => [number, number]) {
  const before = canvas.data.slice();
  for (let y = 0; y < canvas.height; y += 1) {
    for (let x = 0; x < canvas.width; x += 1) {
      const [column, row] = other(canvas, x, y);
      if (column > x || row > y) continue;
      const from = (row * canvas.width + column) * 4;
      canvas.data.set(before.subarray(from, from + 4), (y * canvas.width + x) * 4);
    }
  }
}

/** Where it is laid side by side, the label keeps away from the sides. */
function writeLabel(canvas: Canvas, { tileX, tileY }: PixelArt) {
  const label = drawLabel(canvas.width, canvas.height);
  const left = tileX ? Math.floor((canvas.width - label.canvas.width) / 2) : label.left;
  const top = tileY ? Math.floor((canvas.height - label.canvas.height) / 2) : label.top;
  overlay(canvas, label.canvas, left, top);
}

function onlyClearOrOpaque({ data }: Canvas) {
  for (let at = 0; at < data.length; at += 4) {
    if ((data[at + 3] ?? 0) >= 128) data[at + 3] = 255;
    else data.set([0, 0, 0, 0], at);
  }
}

/** The colours that stand for a picture: the most frequent one, then each time the one that is frequent and far from those. */
function chosen({ data }: Canvas, most: number): Colour[] {
  const counts = new Map<number, number>();
  for (let at = 0; at < data.length; at += 4) {
    if (data[at + 3] === 0) continue;
    const key = ((data[at] ?? 0) << 16) | ((data[at + 1] ?? 0) << 8) | (data[at + 2] ?? 0);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const left = [...counts].map(([key, count]) => ({ colour: ofKey(key), count, away: Number.POSITIVE_INFINITY }));
  const found: Colour[] = [];
  while (found.length < most) {
    const weight = ({ count, away }: (typeof left)[number]) => Math.sqrt(count) * Math.min(away, 1e6);
    const best = left.reduce<(typeof left)[number] | undefined>(
      (one, each) => (each.away > 0 && (one === undefined || weight(each) > weight(one)) ? each : one),
      undefined,
    );
    if (!best) break;
    found.push(best.colour);
    for (const each of left) each.away = Math.min(each.away, distance(each.colour, best.colour));
  }
  return found;
}

const ofKey = (key: number): Colour => [(key >> 16) & 255, (key >> 8) & 255, key & 255];
const distance = (one: Colour, other: Colour) =>
  (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2 + (one[2] - other[2]) ** 2;

function keepTo({ data }: Canvas, colours: readonly Colour[]) {
  const known = new Map<number, Colour>();
  for (let at = 0; at < data.length; at += 4) {
    if (data[at + 3] === 0) continue;
    const seen: Colour = [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0];
    const key = (seen[0] << 16) | (seen[1] << 8) | seen[2];
    const nearest =
      known.get(key) ??
      colours.reduce((best, each) => (distance(each, seen) < distance(best, seen) ? each : best), colours[0] ?? seen);
    known.set(key, nearest);
    data.set(nearest, at);
  }
}

/** Hundreds of colours: each pixel a shade of its own. */
function scatter({ data }: Canvas, random: Random) {
  for (let at = 0; at < data.length; at += 4) {
    if (data[at + 3] === 0) continue;
    for (const channel of [0, 1, 2]) data[at + channel] = (data[at + channel] ?? 0) + random.integer(-40, 40);
  }
}

/** Every other pixel lets half of what is behind it through. */
function fray({ data, width }: Canvas) {
  for (let pixel = 0; pixel * 4 < data.length; pixel += 1) {
    if ((pixel + Math.floor(pixel / width)) % 2 === 0) data[pixel * 4 + 3] = 128;
  }
}

function fillClear({ data }: Canvas) {
  for (let at = 0; at < data.length; at += 4) if (data[at + 3] === 0) data.set([60, 80, 100, 255], at);
}

/** Larger by a third, and so on no whole grid. */
function stretched(canvas: Canvas): Canvas {
  const large = createCanvas(Math.ceil((canvas.width * 4) / 3), Math.ceil((canvas.height * 4) / 3));
  for (let y = 0; y < large.height; y += 1) {
    for (let x = 0; x < large.width; x += 1) {
      const from = (Math.floor((y * 3) / 4) * canvas.width + Math.floor((x * 3) / 4)) * 4;
      large.data.set(canvas.data.subarray(from, from + 4), (y * large.width + x) * 4);
    }
  }
  return large;
}
