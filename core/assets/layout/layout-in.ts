import type { Place } from '../../pixel/formats/sheet/sheet.ts';
import type { Pixels } from '../../pixel/picture.ts';
import { cornersIn } from '../../pixel/tiles/corners.ts';
import { cutPixels } from '../../pixel/tiles/cut.ts';
import { seamsOf, visibleSeams } from '../../pixel/tiles/seams.ts';
import type { AnimationLayout, AssetLayout } from './asset-layout.ts';
import { placesOf } from './cut-layout.ts';

/** Where nobody says how many frames there are, what is empty after the last one is none. */
function withoutEmptyEnd({ data, width }: Pixels, layout: AnimationLayout): AnimationLayout {
  if (layout.tags.length > 0) return layout;
  const rows = Array.from({ length: layout.height }, (_, row) => row);
  const isDrawn = ({ x, y }: Place) =>
    rows.some((row) => {
      const from = (y + row) * width + x;
      return data.subarray(from, from + layout.width).some((pixel) => pixel >>> 24 !== 0);
    });
  const last = placesOf(layout).findLastIndex(isDrawn);
  return { ...layout, frames: layout.frames.slice(0, Math.max(2, last + 1)) };
}

/** The layout of a picture, with what only the picture itself can say: which corners its tiles have, and which of their edges show a seam. */
export function layoutIn(pixels: Pixels, layout: AssetLayout | undefined): AssetLayout | undefined {
  if (layout?.kind === 'animation') return withoutEmptyEnd(pixels, layout);
  if (!layout) return undefined;
  const tiles = placesOf(layout).map((place) => cutPixels(pixels, place));
  const corners = layout.set === 'corners' ? cornersIn(tiles) : undefined;
  const seams = seamsOf(tiles, corners);
  return { ...layout, corners, seams: { edges: seams.length, visible: visibleSeams(seams) } };
}
