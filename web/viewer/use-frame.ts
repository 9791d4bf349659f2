import { type RefObject, useLayoutEffect, useState } from 'react';
import type { Size } from './fit.ts';
import type { Frame } from './view.ts';

/** A picture's box as it is on the screen now; undefined until it was measured. */
export function useFrame(
  box: RefObject<HTMLElement | null>,
  { width, height, isPixelArt }: Size & { isPixelArt: boolean },
): Frame | undefined {
  const [frame, setFrame] = useState<Frame>();
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const measure = () => {
      const { left, top } = element.getBoundingClientRect();
      setFrame({
        picture: { width, height },
        box: { width: element.clientWidth, height: element.clientHeight },
        isPixelArt,
        density: window.devicePixelRatio,
        origin: { left, top },
      });
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    // Also when the page is zoomed, or moved to another screen.
    window.addEventListener('resize', measure);
    return () => {
      observer.disconnect();
      window.removeEventListener('resize', measure);
    };
  }, [box, width, height, isPixelArt]);
  return frame;
}
