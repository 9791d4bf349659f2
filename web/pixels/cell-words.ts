import { alphaOf, colourOfPixel } from '#core/pixel/colour/channels.ts';
import { hexOf } from '#core/pixel/colour/hex.ts';
import type { Colour } from '#core/pixel/picture.ts';
import { type Cell, pixelAt } from './cells.ts';
import { partAt, type Scene } from './scene.ts';

export interface CellWords {
  /** Undefined: it is clear, or not known yet. */
  hex: string | undefined;
  /** `#5d275d`, `#5d275d, alpha 128`, `clear` */
  colour: string;
  /** `colour 3 of 12`; empty if it stands in no palette. */
  place: string;
  /** `x 12 · y 7` */
  at: string;
  /** `frame 2 · x 4 · y 7`; empty if the file is one picture. */
  part: string;
}

/** @param places at which place of the palette each colour stands, from 1 */
export function cellWords(
  { pixels, parts, tile }: Pick<Scene, 'pixels' | 'parts' | 'tile'>,
  cell: Cell,
  places: ReadonlyMap<Colour, number>,
): CellWords {
  const part = parts && partAt(parts, cell);
  return {
    ...colourWords(pixels && pixelAt(pixels, cell), places),
    at: atWords(tile ? { x: cell.x % tile.width, y: cell.y % tile.height } : cell),
    part: part ? `${part.name} ${part.number + 1} · ${atWords({ x: cell.x - part.x, y: cell.y - part.y })}` : '',
  };
}

const atWords = ({ x, y }: Cell) => `x ${x} · y ${y}`;

function colourWords(
  pixel: number | undefined,
  places: ReadonlyMap<Colour, number>,
): Pick<CellWords, 'hex' | 'colour' | 'place'> {
  if (pixel === undefined) return { hex: undefined, colour: '', place: '' };
  const alpha = alphaOf(pixel);
  if (alpha === 0) return { hex: undefined, colour: 'clear', place: '' };
  const hex = hexOf(colourOfPixel(pixel));
  const place = places.get(colourOfPixel(pixel));
  return {
    hex,
    colour: alpha === 255 ? hex : `${hex}, alpha ${alpha}`,
    place: place === undefined ? '' : `colour ${place} of ${places.size}`,
  };
}

/** In one line, for who hears it. */
export const inOneLine = ({ at, part, colour, place }: CellWords): string =>
  [part || at, colour, place].filter(Boolean).join(', ');
