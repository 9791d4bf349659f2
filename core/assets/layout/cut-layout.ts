import { cutSheet, type Place } from '../../pixel/formats/sheet/sheet.ts';
import { type Animation, type IndexedPicture, indexedColours } from '../../pixel/picture.ts';
import type { AnimationLayout, AssetLayout, TilesLayout } from './asset-layout.ts';

export const countOf = (layout: AssetLayout): number =>
  layout.kind === 'animation' ? layout.frames.length : layout.count;

/** Where each frame or tile lies in the file. */
export function placesOf(layout: AssetLayout): Place[] {
  const { width, height, columns } = layout;
  return Array.from({ length: countOf(layout) }, (_, at) => ({
    x: (at % columns) * width,
    y: Math.floor(at / columns) * height,
    width,
    height,
  }));
}

/** The frames of a file, with their times and tags. */
export function animationIn(file: IndexedPicture, layout: AnimationLayout): Animation {
  const { width, height, frames, tags } = layout;
  const pictures = cutSheet(file, placesOf(layout));
  return {
    ...indexedColours(file),
    width,
    height,
    frames: pictures.map(({ indices }, at) => ({ indices, ms: frames[at]?.ms ?? 1 })),
    tags,
  };
}

/** The tiles of a file, in their order. */
export const tilesIn = (file: IndexedPicture, layout: TilesLayout): IndexedPicture[] =>
  cutSheet(file, placesOf(layout)).map((part) => ({ ...file, ...part }));
