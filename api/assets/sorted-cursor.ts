import { z } from 'zod';
import type { ListPosition } from '#core/assets/sort.ts';
import { badCursor, readCursor, writeCursor } from '../lists/cursor.ts';

const key = z.stringFormat('key', /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i).transform(Number);

/** The cursor of a list that is sorted by something else than time: that, and where it is among what is equal in it. */
export const writeSortedCursor = (row: ListPosition) => `${row.sortKey ?? 0}~${writeCursor(row)}`;

/** @throws Failure bad_cursor */
export function readSortedCursor(cursor: string | undefined): ListPosition | undefined {
  if (cursor === undefined) return undefined;
  const [written, rest] = cursor.split('~');
  const sortKey = key.safeParse(written);
  const position = readCursor(rest);
  if (!sortKey.success || !position) throw badCursor();
  return { ...position, sortKey: sortKey.data };
}
