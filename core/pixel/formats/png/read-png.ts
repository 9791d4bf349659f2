import { joined } from '../../bytes.ts';
import type { IndexedColours, IndexedPicture, Pixels } from '../../picture.ts';
import { ensure } from '../format-error.ts';
import { type Chunk, readChunks } from './chunks.ts';
import { readHeader } from './header.ts';
import { coloursOf, indexedColoursOf } from './palette-chunks.ts';
import { samplesOf } from './raster.ts';

const pixelData = (chunks: readonly Chunk[]) =>
  joined(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data));

/**
 * The indices and palette of an indexed PNG, of any depth, filter and interlace. Several clear colours become one, the first of them.
 * @throws FormatError for any other PNG, and for half transparent colours; `readPngPixels` reads those
 */
export function readPng(bytes: Uint8Array): IndexedPicture {
  const chunks = readChunks(bytes);
  const header = readHeader(chunks);
  ensure(header.colourType === 3, 'This PNG has no palette.');
  const { isClear, ...colours } = indexedColoursOf(chunks);
  const { width, height } = header;
  return { ...colours, width, height, indices: ownIndices(samplesOf(pixelData(chunks), header), colours, isClear) };
}

/** Indices with one clear colour, all of which are in the palette. */
export function ownIndices(
  indices: Uint8Array,
  { colours, clear = 0 }: IndexedColours,
  isClear: (index: number) => boolean,
): Uint8Array {
  for (let at = 0; at < indices.length; at += 1) {
    const index = indices[at] ?? 0;
    ensure(index < colours.length, 'This PNG is damaged: a pixel has a colour that is not in its palette.');
    if (isClear(index)) indices[at] = clear;
  }
  return indices;
}

/** What any PNG of 8 bits or fewer looks like, without a colour being changed by its alpha, as a canvas does. @throws FormatError */
export function readPngPixels(bytes: Uint8Array): Pixels {
  const chunks = readChunks(bytes);
  const header = readHeader(chunks);
  const { width, height, depth, colourType, channels } = header;
  const samples = samplesOf(pixelData(chunks), header);
  const trns = chunks.find(({ type }) => type === 'tRNS')?.data;
  const palette = chunks.find(({ type }) => type === 'PLTE')?.data;
  ensure(colourType !== 3 || palette, 'This PNG is damaged: its palette is missing.');
  const colours = colourType === 3 && palette ? coloursOf(palette) : [];
  const data = new Uint32Array(width * height);
  // 1, 2, 4 and 8 bits all divide 8, so that the largest becomes 255.
  const stretch = 255 / ((1 << depth) - 1);
  const sample = (at: number) => samples[at] ?? 0;
  /** The colour that is clear in a picture without alpha: two bytes for each number. */
  const isKey = (at: number) => {
    for (let channel = 0; channel < channels; channel += 1)
      if (trns?.[channel * 2 + 1] !== sample(at + channel)) return false;
    return trns !== undefined;
  };
  for (let pixel = 0; pixel < data.length; pixel += 1) {
    const at = pixel * channels;
    let [red, green, blue, alpha] = [0, 0, 0, 255];
    switch (colourType) {
      case 0:
      case 4:
        red = green = blue = sample(at) * stretch;
        alpha = colourType === 4 ? sample(at + 1) : isKey(at) ? 0 : 255;
        break;
      case 2:
      case 6:
        [red, green, blue] = [sample(at), sample(at + 1), sample(at + 2)];
        alpha = colourType === 6 ? sample(at + 3) : isKey(at) ? 0 : 255;
        break;
      case 3: {
        const colour = colours[sample(at)];
        ensure(colour !== undefined, 'This PNG is damaged: a pixel has a colour that is not in its palette.');
        [red, green, blue] = [colour >>> 16, (colour >>> 8) & 0xff, colour & 0xff];
        alpha = trns?.[sample(at)] ?? 255;
      }
    }
    data[pixel] = (red | (green << 8) | (blue << 16) | (alpha << 24)) >>> 0;
  }
  return { data, width, height };
}
