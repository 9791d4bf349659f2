import { type RefObject, useEffect, useRef } from 'react';
import type { Looking } from './use-view.ts';
import { type Frame, isLargerThanBox, moved, oneToOne, type Point, wholePicture, zoomedTo } from './view.ts';

/** How much one pixel of a wheel’s turn zooms; a pinch on a touchpad comes as a wheel with Ctrl, and with smaller numbers. */
const wheelStep = 0.002;
const pinchStep = 0.01;
/** Browsers that count lines say 1 to 3 for a notch. */
const linePx = 30;

export interface GestureOptions {
  frame: Frame | undefined;
  looking: Looking;
  /**
   * Whether a wheel alone zooms. `ifHeld`: only where the page would not be scrolled by it, so that nobody is caught on a picture: inwards from the
   * page’s top, and in both directions once it is zoomed.
   */
  wheel: 'always' | 'ifHeld';
  /** A finger that draws the whole picture aside: 1 to the left, as if the next one came from the right. */
  onSwipe?: (direction: 1 | -1) => void;
}

/** Shorter is a tap that slipped. */
const swipePx = 60;

/** Wheel, pinch, drag and double click on a picture’s box. */
export function useGestures(box: RefObject<HTMLElement | null>, options: GestureOptions): void {
  const latest = useRef(options);
  latest.current = options;
  useEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    /** Fingers or a pressed mouse, where they were last. */
    const down = new Map<number, Point>();
    /** Where the only finger began; undefined once there were two. */
    let began: Point | undefined;
    const pointOf = ({ clientX, clientY }: MouseEvent): Point => {
      const { left, top } = element.getBoundingClientRect();
      return { x: clientX - left, y: clientY - top };
    };
    const canMove = () => {
      const { frame, looking } = latest.current;
      return frame !== undefined && isLargerThanBox(frame, looking.view);
    };

    const onWheel = (event: WheelEvent) => {
      const { frame, looking, wheel } = latest.current;
      if (!frame) return;
      const withKey = event.ctrlKey || event.metaKey;
      const isScroll = looking.view.zoom <= 1 && (event.deltaY > 0 || window.scrollY > 0);
      if (!withKey && wheel === 'ifHeld' && isScroll) return;
      event.preventDefault();
      const px = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * linePx : event.deltaY;
      const factor = Math.exp(-px * (event.ctrlKey ? pinchStep : wheelStep));
      const at = pointOf(event);
      looking.change((view) => zoomedTo(frame, view, view.zoom * factor, at));
    };

    const onDown = (event: PointerEvent) => {
      if (event.button !== 0 || (event.target as Element).closest('button, a')) return;
      down.set(event.pointerId, pointOf(event));
      began = down.size === 1 && event.pointerType === 'touch' ? pointOf(event) : undefined;
      if (canMove() || down.size > 1) for (const id of down.keys()) element.setPointerCapture(id);
      if (canMove()) element.dataset.held = '';
    };

    const onMove = (event: PointerEvent) => {
      const { frame, looking } = latest.current;
      const from = down.get(event.pointerId);
      if (!frame || !from) return;
      const to = pointOf(event);
      const other = [...down].find(([id]) => id !== event.pointerId)?.[1];
      down.set(event.pointerId, to);
      if (!other) {
        looking.change((view) => moved(frame, view, { x: to.x - from.x, y: to.y - from.y }));
        return;
      }
      const [before, after] = [between(from, other), between(to, other)];
      looking.change((view) => {
        const there = moved(frame, view, { x: after.x - before.x, y: after.y - before.y });
        return before.apart === 0 ? there : zoomedTo(frame, there, (there.zoom * after.apart) / before.apart, after);
      });
    };

    const onUp = (event: PointerEvent) => {
      const to = pointOf(event);
      if (began && event.type === 'pointerup' && !canMove()) {
        const [x, y] = [to.x - began.x, to.y - began.y];
        if (Math.abs(x) > swipePx && Math.abs(x) > 2 * Math.abs(y)) latest.current.onSwipe?.(x < 0 ? 1 : -1);
      }
      began = undefined;
      down.delete(event.pointerId);
      if (down.size === 0) delete element.dataset.held;
    };

    const onDouble = (event: MouseEvent) => {
      const { frame, looking } = latest.current;
      if (!frame || (event.target as Element).closest('button, a')) return;
      const at = pointOf(event);
      looking.change((view) => {
        if (view.zoom !== 1) return wholePicture;
        const near = oneToOne(frame, view, at);
        // What is shown enlarged as a whole is not made smaller by it.
        return near.zoom > 1 ? near : zoomedTo(frame, view, 2, at);
      });
    };

    const ends = new AbortController();
    const { signal } = ends;
    // Not by React, which listens to wheels without the right to keep the page from scrolling.
    element.addEventListener('wheel', onWheel, { passive: false, signal });
    element.addEventListener('pointerdown', onDown, { signal });
    element.addEventListener('pointermove', onMove, { signal });
    element.addEventListener('pointerup', onUp, { signal });
    element.addEventListener('pointercancel', onUp, { signal });
    element.addEventListener('dblclick', onDouble, { signal });
    return () => ends.abort();
  }, [box]);
}

function between(a: Point, b: Point): Point & { apart: number } {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, apart: Math.hypot(a.x - b.x, a.y - b.y) };
}
