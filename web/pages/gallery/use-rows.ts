import { type RefObject, useLayoutEffect, useMemo, useState } from 'react';
import type { AssetSummary } from '#core/contract/pages/shapes.ts';
import { ratioOf } from '../home/strip-place.ts';
import type { Group } from './groups.ts';
import { rowsOf } from './rows.ts';
import type { Density } from './view.ts';

/** On a phone and on a wide screen. `medium`: two pictures fit side by side on a phone, about six on a wide screen. */
const heightsPx: Record<Density, readonly [phone: number, wide: number]> = {
  small: [112, 150],
  medium: [168, 236],
  large: [340, 380],
};
const phonePx = 600;
export const gapPx = 8;
/** The title of a group. */
const headPx = 52;

interface RowsOptions {
  density?: Density;
  groups?: readonly Group[];
}
const noGroups: readonly Group[] = [];

/** The rows of the images in an element, and where it starts on the page. */
export function useRows(
  assets: ReadonlyArray<Pick<AssetSummary, 'width' | 'height' | 'moves'>>,
  element: RefObject<HTMLElement | null>,
  { density = 'medium', groups = noGroups }: RowsOptions = {},
) {
  const [phone, wide] = heightsPx[density];
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
        : rowsOf(assets.map(ratioOf), {
            ...{ widthPx, gapPx, headPx, targetPx: widthPx < phonePx ? phone : wide },
            starts: new Set(groups.map(({ start }) => start)),
          }),
    [assets, groups, widthPx, phone, wide],
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
