import { type RefObject, useLayoutEffect, useMemo, useState } from 'react';
import type { AssetSummary } from '#core/contract/pages/shapes.ts';
import { rowsOf } from './rows.ts';

/** Two pictures fit side by side on a phone, about six on a wide screen. */
const [smallPx, largePx] = [168, 236];
const phonePx = 600;
export const gapPx = 8;

/** The rows of the images in an element, and where it starts on the page. */
export function useRows(
  assets: ReadonlyArray<Pick<AssetSummary, 'width' | 'height'>>,
  element: RefObject<HTMLElement | null>,
) {
  const [place, setPlace] = useState(() => ({ widthPx: contentWidth(), topPx: 0 }));
  useLayoutEffect(() => {
    const grid = element.current;
    if (!grid) return undefined;
    const measure = () => {
      const box = grid.getBoundingClientRect();
      const next = { widthPx: Math.floor(box.width), topPx: Math.round(box.top + window.scrollY) };
      setPlace((old) => (old.widthPx === next.widthPx && old.topPx === next.topPx ? old : next));
    };
    measure();
    // Content above it may grow, too, which resizes the page.
    const observer = new ResizeObserver(measure);
    observer.observe(grid);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, [element]);

  const { widthPx, topPx } = place;
  const rows = useMemo(
    () =>
      widthPx === 0
        ? []
        : rowsOf(
            assets.map(({ width, height }) => width / height),
            { widthPx, targetPx: widthPx < phonePx ? smallPx : largePx, gapPx },
          ),
    [assets, widthPx],
  );
  return { rows, topPx };
}

/** Known before the element exists, so that the page has its height at once and scrolls back to its position. */
function contentWidth(): number {
  const main = document.querySelector('main');
  if (!main) return 0;
  const { paddingLeft, paddingRight } = getComputedStyle(main);
  return Math.floor(main.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight));
}
