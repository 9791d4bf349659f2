import type { AssetLayout } from '#core/assets/layout/asset-layout.ts';
import { countOf } from '#core/assets/layout/cut-layout.ts';
import type { Asset } from '#core/contract/pages/shapes.ts';
import type { Pixels } from '#core/pixel/picture.ts';
import type { Size } from '../viewer/fit.ts';
import type { Cell } from './cells.ts';

/** What of an image is looked at: its file, its frames one after the other, one tile beside itself, or a map of all tiles. */
export type Mode = 'file' | 'animation' | 'tile' | 'map';

/** The first is shown first. */
export function modesOf({ layout }: Pick<Asset, 'layout'>): Record<string, Mode> {
  if (layout === null) return { Picture: 'file', '3 × 3': 'tile' };
  return layout.kind === 'animation'
    ? { Animation: 'animation', Sheet: 'file' }
    : { Sheet: 'file', 'One tile': 'tile', Map: 'map' };
}

/** How often a tile stands beside itself. */
export const repeats = 3;

/** What is on the screen. */
export interface Scene {
  size: Size;
  /** What its cells are; undefined as long as the file is not there. */
  pixels: Pixels | undefined;
  /** What is drawn, where it is not the file itself. */
  drawn: Pixels | undefined;
  /** Around which cells there are heavier lines. */
  grid: Size;
  /** Frames or tiles are seen beside each other. */
  parts: Parts | undefined;
  /** One tile of this size is seen several times, so that each of its cells is. */
  tile: Size | undefined;
}

/** How frames or tiles lie beside each other: as in a file, in their order, or as in a map. */
export interface Parts extends Size {
  kind: AssetLayout['kind'];
  columns: number;
  /** Which of them lies at each place, row by row. */
  numbers: readonly number[];
}

export const partsIn = (layout: AssetLayout): Parts => ({
  ...layout,
  numbers: Array.from({ length: countOf(layout) }, (_, number) => number),
});

/** Of pixel art that is one picture, cells are counted by eights. */
export const countedBy = 8;

export interface Part extends Size, Cell {
  name: 'frame' | 'tile';
  /** From 0. */
  number: number;
}

/** The frame or tile in which a cell lies. */
export function partAt({ width, height, columns, kind, numbers }: Parts, { x, y }: Cell): Part | undefined {
  const [column, row] = [Math.floor(x / width), Math.floor(y / height)];
  const number = numbers[row * columns + column];
  if (column >= columns || number === undefined) return undefined;
  return { x: column * width, y: row * height, width, height, number, name: kind === 'animation' ? 'frame' : 'tile' };
}
