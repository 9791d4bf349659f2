import { z } from 'zod';
import { Failure } from '#core/failure.ts';

/** The last row of a page in a list that is newest first: the next page begins after it, whatever was added in front meanwhile. */
export interface Position {
  createdAt: Date;
  id: string;
}

const written = z.tuple([z.int().min(0).max(8.64e15), z.uuid()]);

export const writeCursor = ({ createdAt, id }: Position) =>
  Buffer.from(JSON.stringify([createdAt.getTime(), id])).toString('base64url');

/** @throws Failure bad_cursor */
export function readCursor(cursor: string | undefined): Position | undefined {
  if (cursor === undefined) return undefined;
  const parsed = written.safeParse(jsonIn(Buffer.from(cursor, 'base64url').toString('utf8')));
  if (!parsed.success) throw badCursor();
  const [time, id] = parsed.data;
  return { createdAt: new Date(Math.min(time, Date.UTC(9999, 0))), id };
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export const badCursor = () =>
  new Failure('bad_cursor', {
    title: 'That page cannot be found',
    happened: 'The cursor is not one that this list gave out. Nothing was changed.',
    next: 'Begin at the top of the list, without a cursor.',
  });
