import { indexed } from '../../indexed.ts';
import type { IndexedColours, IndexedPicture, Pixels } from '../../picture.ts';
import { enlarged, enlargedIndices } from '../../whole-factors.ts';
import { FormatError } from '../format-error.ts';
import { type Chunk, readChunks, writeChunks } from './chunks.ts';
import { headerChunk } from './header.ts';
import { depthFor, paletteChunks } from './palette-chunks.ts';
import { packIndices, packPixels } from './raster.ts';
import { readPng, readPngPixels } from './read-png.ts';

/** What a file says about its pixels beside them, and about itself: texts are where it says how it was made (XMP). Before the pixels in every file. */
const kept = new Set(['gAMA', 'cHRM', 'sRGB', 'iCCP', 'cICP', 'sBIT', 'iTXt', 'tEXt', 'zTXt']);

/**
 * A PNG with each pixel as a square of `factor` × `factor`. A palette keeps its order and all its colours; one of up to 256 colours without a palette
 * gets one, which is as exact and much smaller.
 * @param known colours that come first in the palette of a picture that has none
 * @throws FormatError for what is no PNG of 8 bits
 */
export function enlargePng(bytes: Uint8Array, factor: number, known?: IndexedColours): Uint8Array {
  const chunks = readChunks(bytes);
  const picture = withPalette(bytes) ?? indexed(readPngPixels(bytes), known);
  const drawn = picture ? indicesIn(picture, factor) : pixelsIn(enlarged(readPngPixels(bytes), factor));
  const [header, ...rest] = drawn;
  if (!header) throw new FormatError('This PNG has no header.');
  return writeChunks([header, ...chunks.filter(({ type }) => kept.has(type) && !isOfOwnDepth(type, picture)), ...rest]);
}

/** How many bits of each number were of use: of the old kind of numbers. */
const isOfOwnDepth = (type: string, picture: IndexedPicture | undefined) => type === 'sBIT' && picture !== undefined;

/** Undefined: it has no palette, or one with half transparent colours. */
function withPalette(bytes: Uint8Array): IndexedPicture | undefined {
  try {
    return readPng(bytes);
  } catch (error) {
    if (error instanceof FormatError) return undefined;
    throw error;
  }
}

function indicesIn(picture: IndexedPicture, factor: number): Chunk[] {
  const size = { width: picture.width * factor, height: picture.height * factor };
  const depth = depthFor(picture.colours.length);
  return [
    headerChunk({ ...size, depth, colourType: 3 }),
    ...paletteChunks(picture),
    { type: 'IDAT', data: packIndices(enlargedIndices(picture, factor), size, depth) },
  ];
}

const pixelsIn = (pixels: Pixels): Chunk[] => [
  headerChunk({ ...pixels, depth: 8, colourType: 6 }),
  { type: 'IDAT', data: packPixels(pixels) },
];
