import type { IndexedPicture } from '../../picture.ts';
import { ensurePicture } from '../holdable.ts';
import { writeChunks } from './chunks.ts';
import { headerChunk } from './header.ts';
import { depthFor, paletteChunks } from './palette-chunks.ts';
import { packIndices } from './raster.ts';

/**
 * An indexed PNG with 1, 2, 4 or 8 bits a pixel. The palette keeps its order, its unused colours and those that stand twice, which sharp's does not; the same
 * picture has the same bytes on every machine. @throws FormatError for a picture that makes no sense
 */
export function writePng(picture: IndexedPicture): Uint8Array {
  ensurePicture(picture);
  const depth = depthFor(picture.colours.length);
  return writeChunks([
    headerChunk({ ...picture, depth, colourType: 3 }),
    ...paletteChunks(picture),
    { type: 'IDAT', data: packIndices(picture.indices, picture, depth) },
  ]);
}
