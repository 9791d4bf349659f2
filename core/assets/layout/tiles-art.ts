import type { ExportedArt } from '../../pixel/engines/engine.ts';
import { type IndexedPicture, indexedColours } from '../../pixel/picture.ts';
import type { TilesLayout } from './asset-layout.ts';
import { tilesIn } from './cut-layout.ts';

/** A file of tiles as engines take it. Each is a frame; how long one would be shown, nobody reads. */
export function artOfTiles(file: IndexedPicture, layout: TilesLayout): Pick<ExportedArt, 'animation' | 'tiles'> {
  const { width, height, corners } = layout;
  const frames = tilesIn(file, layout).map(({ indices }) => ({ indices, ms: 100 }));
  return { animation: { ...indexedColours(file), width, height, frames, tags: [] }, tiles: { corners } };
}
