import type { Pixels } from '../picture.ts';
import type { FoundDivision } from './divisions.ts';
import { type Look, lookAt } from './evenness.ts';
import type { Grid } from './grid.ts';

/** A grid in a picture, or in some frames of an animation, as it looks in each. */
export interface Looked {
  grid: Grid;
  looks: Look[];
}

export type Looks = (columns: FoundDivision, rows: FoundDivision) => Looked;

/** Frames of an animation that are looked at. */
const mostFrames = 3;

/** Looks at grids in opaque pictures, at each once: most are candidates again when edges are looked at from nearer. */
export function createLooks(pictures: readonly Pixels[], slant: number): Looks {
  const seen = pictures.slice(0, mostFrames);
  const known = new Map<FoundDivision, Map<FoundDivision, Looked>>();
  return (columns, rows) => {
    const ofColumns = known.get(columns) ?? new Map<FoundDivision, Looked>();
    known.set(columns, ofColumns);
    const before = ofColumns.get(rows);
    if (before) return before;
    const grid = { x: columns.cuts, y: rows.cuts, slant };
    const looked = { grid, looks: seen.map((picture) => lookAt(picture, grid)) };
    ofColumns.set(rows, looked);
    return looked;
  };
}
