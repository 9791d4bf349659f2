import type { Pixels } from '../picture.ts';

/** Lines between cells that lie exactly `pitch` pixels apart; the first that is inside lies at `offset`, 0 if cells begin at the border. */
export interface ExactAxis {
  pitch: number;
  offset: number;
}

/** So many rows are looked at before it is asked again whether there can be a grid: in a photograph there are none that are alike. */
const rowsAtOnce = 32;

/**
 * The coarsest grid that loses nothing of pictures of one size: on each axis the greatest common divisor of the distances between places where pixels
 * change. Undefined if that is 1 on one of them, or nothing changes at all. An axis on which nothing changes has the cells of the other.
 */
export function exactGrid(pictures: readonly Pixels[]): { x: ExactAxis; y: ExactAxis } | undefined {
  const [{ width, height } = { width: 0, height: 0 }] = pictures;
  const columns = new Uint8Array(width);
  const rows = new Uint8Array(height);
  for (const picture of pictures)
    for (let from = 0; from < height; from += rowsAtOnce) {
      markChanges(picture, from, Math.min(height, from + rowsAtOnce), columns, rows);
      if (pitchOf(columns) === 1) return undefined;
    }
  const x = exactAxis(columns);
  const y = exactAxis(rows);
  const pitch = { x: x?.pitch ?? y?.pitch ?? 1, y: y?.pitch ?? x?.pitch ?? 1 };
  if (pitch.x === 1 || pitch.y === 1) return undefined;
  return { x: x ?? { pitch: pitch.x, offset: 0 }, y: y ?? { pitch: pitch.y, offset: 0 } };
}

/** 1 where a pixel differs from the one before it. What is under alpha 0 is not seen. */
function markChanges({ data, width }: Pixels, from: number, to: number, columns: Uint8Array, rows: Uint8Array): void {
  for (let y = from, at = from * width; y < to; y += 1)
    for (let x = 0; x < width; x += 1, at += 1) {
      const pixel = data[at] as number;
      if (columns[x] === 0 && x > 0 && differ(pixel, data[at - 1] as number)) columns[x] = 1;
      if (rows[y] === 0 && y > 0 && differ(pixel, data[at - width] as number)) rows[y] = 1;
    }
}

export const differ = (one: number, other: number): boolean => one !== other && (one | other) >>> 24 !== 0;

function exactAxis(changes: Uint8Array): ExactAxis | undefined {
  const first = changes.indexOf(1);
  if (first < 0) return undefined;
  // A single change says nothing of the pitch by itself; that cells are whole at the borders is the best guess.
  const pitch = pitchOf(changes) || greatestCommonDivisor(first, changes.length);
  return { pitch, offset: first % pitch };
}

/** 0 if fewer than two places change. */
function pitchOf(changes: Uint8Array): number {
  const first = changes.indexOf(1);
  let pitch = 0;
  for (let at = first + 1; first >= 0 && at < changes.length && pitch !== 1; at += 1)
    if (changes[at] === 1) pitch = greatestCommonDivisor(at - first, pitch);
  return pitch;
}

const greatestCommonDivisor = (a: number, b: number): number => (b === 0 ? a : greatestCommonDivisor(b, a % b));

/** Borders of the cells along an axis of `length` pixels; a cell that the picture's border cuts is kept if at least half of it is visible. */
export function exactCuts({ pitch, offset }: ExactAxis, length: number): Float64Array {
  const cuts: number[] = [];
  for (let at = offset; at <= length; at += pitch) cuts.push(at);
  if (offset > 0 && 2 * offset >= pitch) cuts.unshift(0);
  const last = cuts.at(-1) ?? 0;
  if (last < length && 2 * (length - last) >= pitch) cuts.push(length);
  // Cells larger than what there is of the picture.
  if (cuts.length < 2) return Float64Array.of(0, length);
  return Float64Array.from(cuts);
}
