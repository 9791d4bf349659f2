import type { Keys } from './use-keys.ts';
import type { Looking } from './use-view.ts';
import { type Frame, isLargerThanBox, moved, oneToOne, type Point, stepped, wholePicture } from './view.ts';

/** A fifth of a window: a few presses go from edge to edge. */
const stepPx = 120;

/** Zoom by + − 0 1, and the arrows while a part is out of sight: else they are left to others. */
export function viewKeys(frame: Frame | undefined, { view, change }: Looking): Keys {
  if (!frame) return {};
  const pan = (by: Point) => () => {
    if (!isLargerThanBox(frame, view)) return false;
    change((now) => moved(frame, now, by));
    return true;
  };
  const larger = () => change((now) => stepped(frame, now, 1));
  const smaller = () => change((now) => stepped(frame, now, -1));
  return {
    '+': larger,
    '=': larger,
    '-': smaller,
    '−': smaller,
    '0': () => change(() => wholePicture),
    '1': () => change((now) => oneToOne(frame, now)),
    ArrowLeft: pan({ x: stepPx, y: 0 }),
    ArrowRight: pan({ x: -stepPx, y: 0 }),
    ArrowUp: pan({ x: 0, y: stepPx }),
    ArrowDown: pan({ x: 0, y: -stepPx }),
  };
}
