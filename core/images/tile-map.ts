import type { TilesLayout } from '../assets/layout/asset-layout.ts';
import { tilesIn } from '../assets/layout/cut-layout.ts';
import { mapSeed } from '../pixel/engines/stable-id.ts';
import { writePng } from '../pixel/formats/png/write-png.ts';
import { indexed } from '../pixel/indexed.ts';
import { drawMap, randomMap } from '../pixel/tiles/map.ts';
import { enlargedIndices } from '../pixel/whole-factors.ts';
import { decoded, openImage } from './open-image.ts';
import { copyProvenance } from './provenance.ts';
import { pixelsOf } from './raw-pixels.ts';

/** A map is shown about as large as other pictures are in a chat. */
const shownPx = 1_024;

/**
 * What tiles look like when they are used: a map of them, the same for the same image wherever it is shown, enlarged by a whole factor, as a PNG with the file's mark. Undefined
 * if the file has more colours than a palette holds. @throws ImageError
 */
export async function tileMapPicture(bytes: Buffer, layout: TilesLayout, assetId: string): Promise<Buffer | undefined> {
  const file = indexed(await decoded(async () => pixelsOf(await openImage(bytes))));
  if (!file) return undefined;
  const map = drawMap(randomMap(layout, mapSeed(assetId)), file, tilesIn(file, layout));
  const factor = Math.max(1, Math.floor(shownPx / Math.max(map.width, map.height)));
  const large = {
    ...map,
    width: map.width * factor,
    height: map.height * factor,
    indices: enlargedIndices(map, factor),
  };
  return copyProvenance(bytes, Buffer.from(writePng(large)));
}
