import type { Pixels } from '#core/pixel/picture.ts';
import { type Frame, moved, type Point, placeOf, type View } from '../viewer/view.ts';

/** A pixel of the picture, counted from 0 at its top left corner, as drawing programs do. */
export interface Cell {
  x: number;
  y: number;
}

/** The part of a picture that is seen in its box, as a canvas of whole screen pixels that lies over it. */
export interface Painting {
  /** In CSS pixels of the box. */
  left: number;
  top: number;
  width: number;
  height: number;
  /** In screen pixels: its own sides, and where the picture begins in it, which is 0 or less. */
  across: number;
  down: number;
  x: number;
  y: number;
  /** Screen pixels per pixel of the picture; not whole if the picture is made smaller. */
  scale: number;
}

/** Undefined if nothing of it is seen. */
export function paintingOf(frame: Frame, view: View): Painting | undefined {
  const { density, origin, box, picture } = frame;
  const { left, top, scale } = placeOf(frame, view);
  const columns = seenOf(
    { start: (origin.left + left) * density, length: picture.width * scale },
    { start: origin.left * density, length: box.width * density },
  );
  const rows = seenOf(
    { start: (origin.top + top) * density, length: picture.height * scale },
    { start: origin.top * density, length: box.height * density },
  );
  if (columns.count <= 0 || rows.count <= 0) return undefined;
  return {
    left: columns.first / density - origin.left,
    top: rows.first / density - origin.top,
    width: columns.count / density,
    height: rows.count / density,
    across: columns.count,
    down: rows.count,
    x: columns.begin,
    y: rows.begin,
    scale,
  };
}

interface Side {
  start: number;
  length: number;
}

/** Of sums that are whole but for the last bits of a number. */
const tiny = 1e-6;

function seenOf(picture: Side, box: Side) {
  const start = Math.round(picture.start);
  const first = Math.max(start, Math.ceil(box.start - tiny));
  const end = Math.min(start + Math.round(picture.length), Math.floor(box.start + box.length + tiny));
  return { first, count: end - first, begin: start - first };
}

/** The cell under a point of the box; undefined beside the picture. */
export function cellAt(frame: Frame, view: View, { x, y }: Point): Cell | undefined {
  const { left, top, width, height } = placeOf(frame, view);
  const cell = {
    x: Math.floor(((x - left) / width) * frame.picture.width),
    y: Math.floor(((y - top) / height) * frame.picture.height),
  };
  return isInside(cell, frame.picture) ? cell : undefined;
}

const isInside = ({ x, y }: Cell, { width, height }: Frame['picture']) => x >= 0 && y >= 0 && x < width && y < height;

/** The nearest cell that a picture has. */
export const within = ({ x, y }: Cell, { width, height }: Frame['picture']): Cell => ({
  x: Math.min(width - 1, Math.max(0, x)),
  y: Math.min(height - 1, Math.max(0, y)),
});

/** Moved no further than it takes to have the cell, and what is around it, in sight. */
export function withCell(frame: Frame, view: View, { x, y }: Cell): View {
  const { left, top, width } = placeOf(frame, view);
  const side = width / frame.picture.width;
  const outside = (start: number, room: number) => {
    const [before, after] = [start - side, start + 2 * side - room];
    if (before < 0) return -before;
    return after > 0 ? -Math.min(after, before) : 0;
  };
  const by = { x: outside(left + x * side, frame.box.width), y: outside(top + y * side, frame.box.height) };
  return by.x === 0 && by.y === 0 ? view : moved(frame, view, by);
}

export const pixelAt = ({ data, width }: Pixels, { x, y }: Cell): number => data[y * width + x] ?? 0;
