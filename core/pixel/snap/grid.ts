import type { Cuts } from './axis.ts';

/** Cells of a picture: where columns and rows are cut, in pixels, and how much a rotated picture slants (`slant.ts`). */
export interface Grid {
  x: Cuts;
  y: Cuts;
  slant: number;
}

export const columnsOf = ({ x }: Grid): number => x.length - 1;
export const rowsOf = ({ y }: Grid): number => y.length - 1;

export const isSameSize = (one: Grid, other: Grid): boolean =>
  columnsOf(one) === columnsOf(other) && rowsOf(one) === rowsOf(other);

/** The pixel of a picture that a place on its upright grid is; at the border the nearest. */
export function slantedPlace(u: number, v: number, slant: number, width: number, height: number): number {
  const px = Math.floor(u + slant * (v - height / 2));
  const py = Math.floor(v - slant * (u - width / 2));
  return (py < 0 ? 0 : py >= height ? height - 1 : py) * width + (px < 0 ? 0 : px >= width ? width - 1 : px);
}

/** A grid half a cell further: its cells lie across the corners of the other's. */
export const shifted = ({ x, y, slant }: Grid): Grid => ({ x: middlesOf(x), y: middlesOf(y), slant });

const middlesOf = (cuts: Cuts): Cuts =>
  Float64Array.from(
    { length: cuts.length - 1 },
    (_, index) => ((cuts[index] as number) + (cuts[index + 1] as number)) / 2,
  );
