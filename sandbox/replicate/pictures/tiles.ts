import { type Canvas, type Colour, createCanvas, mix } from './canvas.ts';
import { groundOf, groundsOf } from './grounds.ts';
import { createRandom, type Random } from './random.ts';

export interface TilesOrder {
  style: 'tileset' | 'tileset_advanced' | 'single_tile' | 'tile_variation';
  /** Of one tile. */
  width: number;
  height: number;
  /** What is said of the ground around, if that is said apart. */
  outside: string;
}

interface Asked {
  prompt: string;
  seed: number;
  /** The picture to vary, in the size of the tile. */
  base?: { data: Uint8Array } | undefined;
  /** Its tiles do not fit. */
  hasBadSeams: boolean;
}

/**
 * Which corners of each tile are of the inner ground (8 top left, 4 top right, 2 bottom left, 1 bottom right), four tiles in a row: as in images/api-tileset.png of
 * https://github.com/Retro-Diffusion/api-examples.
 */
const corners = [...[0, 1, 3, 2], ...[0, 5, 15, 10], ...[0, 4, 12, 8], ...[15, 14, 13, 6], ...[15, 11, 7, 9]];
const columns = 4;

/** Tiles that continue each other, unless they are told not to. */
export function drawTiles(order: TilesOrder, asked: Asked): Canvas {
  const { width, height, style } = order;
  if (style === 'tile_variation') return varied(order, asked);
  const random = createRandom(`${asked.seed} ${asked.prompt}`);
  if (style === 'single_tile') {
    const inside = texture(asked.prompt, order, random);
    const tile = createCanvas(width, height);
    fill(tile, 0, 0, order, (x, y) => inside(asked.hasBadSeams ? slanted(x, y, order) : { x, y }));
    return tile;
  }
  const words = order.outside === '' ? groundsOf(asked.prompt) : { inside: asked.prompt, around: order.outside };
  const inside = texture(words.inside, order, random);
  const around = texture(words.around, order, random);
  const wobble = noise(order, 4, random);
  const sheet = createCanvas(width * columns, height * (corners.length / columns));
  for (const [at, own] of corners.entries()) {
    const moved = asked.hasBadSeams
      ? { x: random.integer(2, width - 2), y: random.integer(2, height - 2) }
      : { x: 0, y: 0 };
    fill(sheet, (at % columns) * width, Math.floor(at / columns) * height, order, (x, y) => {
      const place = { x: (x + moved.x) % width, y: (y + moved.y) % height };
      // The border wobbles, by the same on both sides of an edge; a tile of one ground has none.
      const inner = heightAt(own, (place.x + 0.5) / width, (place.y + 0.5) / height) + (wobble(place) - 0.5) * 0.3;
      if (own === 0 || (own !== 15 && inner < 0.5)) return around(place);
      return own !== 15 && inner < 0.57 ? mix(inside(place), [20, 12, 8], 0.45) : inside(place);
    });
  }
  return sheet;
}

interface Place {
  x: number;
  y: number;
}
interface Size {
  width: number;
  height: number;
}

function fill(
  canvas: Canvas,
  left: number,
  top: number,
  { width, height }: Size,
  at: (x: number, y: number) => Colour,
) {
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) canvas.data.set([...at(x, y), 255], ((top + y) * canvas.width + left + x) * 4);
}

/** How far inside a point is: 1 at a corner of the inner ground, 0 at one of the outer, and even between; so it is the same on both sides of an edge. */
function heightAt(own: number, right: number, down: number): number {
  const has = (bit: number) => ((own & bit) === 0 ? 0 : 1);
  const upper = has(8) * (1 - right) + has(4) * right;
  const lower = has(2) * (1 - right) + has(1) * right;
  return upper * (1 - down) + lower * down;
}

/** Brighter to the right and to the bottom, which no tile continues. */
const slanted = (x: number, y: number, { width, height }: Size): Place & { bright: number } => ({
  x,
  y,
  bright: (x / width + y / height) / 2,
});

/** A ground of a few shades, which goes on at the other side of the tile. */
function texture(words: string, size: Size, random: Random): (place: Place & { bright?: number }) => Colour {
  const shades = groundOf(words);
  const [large, small] = [noise(size, 4, random), noise(size, 2, random)];
  return (place) => {
    const level = 0.65 * large(place) + 0.35 * small(place);
    const shade = shades[Math.min(shades.length - 1, Math.floor(level * shades.length))] ?? [0, 0, 0];
    return place.bright === undefined
      ? shade
      : mix(mix(shade, [0, 0, 0], 0.6), [255, 255, 255], Math.round(place.bright * 8) / 10);
  };
}

/** Random numbers on a grid, even between, and again the same after the last one. */
function noise({ width, height }: Size, step: number, random: Random): (place: Place) => number {
  const [across, down] = [Math.max(2, Math.round(width / step)), Math.max(2, Math.round(height / step))];
  const values = Array.from({ length: across * down }, () => random.next());
  const at = (column: number, row: number) => values[(row % down) * across + (column % across)] ?? 0;
  return ({ x, y }) => {
    const [column, row] = [(x / width) * across, (y / height) * down];
    const [left, top] = [Math.floor(column), Math.floor(row)];
    const upper = at(left, top) * (1 - column + left) + at(left + 1, top) * (column - left);
    const lower = at(left, top + 1) * (1 - column + left) + at(left + 1, top + 1) * (column - left);
    return upper * (1 - row + top) + lower * (row - top);
  };
}

/** The tile that was given, with some pixels in its middle that change places: its edges stay as they are, so that it fits wherever the other one does. */
function varied({ width, height }: TilesOrder, { seed, prompt, base }: Asked): Canvas {
  const tile = createCanvas(width, height);
  for (let pixel = 0; pixel < width * height; pixel += 1)
    tile.data.set([...(base?.data.subarray(pixel * 3, pixel * 3 + 3) ?? [0, 0, 0]), 255], pixel * 4);
  const random = createRandom(`${seed} ${prompt}`);
  const margin = 3;
  const pick = () =>
    4 * (random.integer(margin, height - 1 - margin) * width + random.integer(margin, width - 1 - margin));
  for (let count = 0; count < (width * height) / 12; count += 1) {
    const [one, other] = [pick(), pick()];
    const kept = tile.data.slice(one, one + 4);
    tile.data.copyWithin(one, other, other + 4);
    tile.data.set(kept, other);
  }
  return tile;
}
