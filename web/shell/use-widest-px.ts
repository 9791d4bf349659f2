import { type RefObject, useLayoutEffect, useState } from 'react';

/**
 * How wide an element has been at most, in CSS pixels; undefined before it is laid out. Not `sizes="auto"`: of a picture without a place, as it leaves its page, Chromium asks for
 * the version that would be as wide as the window.
 */
export function useWidestPx(element: RefObject<HTMLElement | null>): number | undefined {
  const [widestPx, setWidestPx] = useState<number>();
  useLayoutEffect(() => {
    const shown = element.current;
    if (!shown) return undefined;
    const measure = () => setWidestPx((before) => Math.max(before ?? 0, shown.clientWidth) || undefined);
    // At once, so that the browser knows it before it asks for the picture.
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(shown);
    return () => observer.disconnect();
  }, [element]);
  return widestPx;
}
