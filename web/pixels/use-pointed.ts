import { type RefObject, useEffect, useRef } from 'react';
import type { Looking } from '../viewer/use-view.ts';
import type { Frame } from '../viewer/view.ts';
import { type Cell, cellAt } from './cells.ts';

interface PointedOptions {
  frame: Frame | undefined;
  looking: Looking;
  /** A mouse is over it, or over none. */
  onPoint: (cell: Cell | undefined) => void;
  /** A click, or a finger that touched and did not move. */
  onPress: (cell: Cell | undefined, isTouch: boolean) => void;
}

/** Further is a drag. */
const stillPx = 4;

/** On which cells of a picture's box a mouse or finger is. */
export function usePointed(box: RefObject<HTMLElement | null>, options: PointedOptions): void {
  const latest = useRef(options);
  latest.current = options;
  useEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    let pressed: { x: number; y: number } | undefined;
    const cellOf = ({ clientX, clientY }: PointerEvent) => {
      const { frame, looking } = latest.current;
      const { left, top } = element.getBoundingClientRect();
      return frame && cellAt(frame, looking.view, { x: clientX - left, y: clientY - top });
    };
    const isOverButton = ({ target }: Event) => target instanceof Element && target.closest('button, a') !== null;

    const onMove = (event: PointerEvent) => {
      if (event.pointerType !== 'touch') latest.current.onPoint(isOverButton(event) ? undefined : cellOf(event));
    };
    const onLeave = () => latest.current.onPoint(undefined);
    const onDown = (event: PointerEvent) => {
      // A second finger is a pinch.
      pressed =
        event.isPrimary && event.button === 0 && !isOverButton(event)
          ? { x: event.clientX, y: event.clientY }
          : undefined;
    };
    const onUp = (event: PointerEvent) => {
      const from = pressed;
      pressed = undefined;
      if (from && Math.hypot(event.clientX - from.x, event.clientY - from.y) < stillPx)
        latest.current.onPress(cellOf(event), event.pointerType === 'touch');
    };

    const ends = new AbortController();
    const { signal } = ends;
    element.addEventListener('pointermove', onMove, { signal });
    element.addEventListener('pointerleave', onLeave, { signal });
    element.addEventListener('pointerdown', onDown, { signal });
    element.addEventListener('pointerup', onUp, { signal });
    element.addEventListener('pointercancel', () => (pressed = undefined), { signal });
    return () => ends.abort();
  }, [box]);
}
