import type { Row } from './rows.ts';

export const moveKeys = [
  'ArrowLeft',
  'ArrowRight',
  'ArrowUp',
  'ArrowDown',
  'Home',
  'End',
  'PageUp',
  'PageDown',
] as const;
export type MoveKey = (typeof moveKeys)[number];

/** The image that a key leads to from the one at `index`; the same index at an edge. */
export function moved(key: MoveKey, index: number, rows: readonly Row[], pagePx: number): number {
  const last = (rows.at(-1)?.start ?? 0) + (rows.at(-1)?.tiles.length ?? 1) - 1;
  switch (key) {
    case 'ArrowLeft':
      return Math.max(0, index - 1);
    case 'ArrowRight':
      return Math.min(last, index + 1);
    case 'Home':
      return 0;
    case 'End':
      return last;
    case 'ArrowUp':
      return toRow(index, rows, (at) => at - 1);
    case 'ArrowDown':
      return toRow(index, rows, (at) => at + 1);
    case 'PageUp':
      return toRow(index, rows, (at) => Math.min(at - 1, rowAt(rows, (rows[at]?.top ?? 0) - pagePx)));
    case 'PageDown':
      return toRow(index, rows, (at) => Math.max(at + 1, rowAt(rows, (rows[at]?.top ?? 0) + pagePx)));
  }
}

export const rowOf = (index: number, rows: readonly Row[]) => rows.findLastIndex(({ start }) => start <= index);

/** The last row that begins at this height or above it. */
const rowAt = (rows: readonly Row[], top: number) => rows.findLastIndex((row) => row.top <= top);

/** The nearest image in another row, above or below. */
function toRow(index: number, rows: readonly Row[], choose: (at: number) => number): number {
  const at = rowOf(index, rows);
  const [from, to] = [rows[at], rows[Math.min(rows.length - 1, Math.max(0, choose(at)))]];
  if (!from || !to || from === to) return index;
  const middle = middleOf(from.tiles[index - from.start]);
  const distances = to.tiles.map((tile) => Math.abs(middleOf(tile) - middle));
  return to.start + distances.indexOf(Math.min(...distances));
}

const middleOf = (tile: { left: number; width: number } | undefined) => (tile ? tile.left + tile.width / 2 : 0);
