import { createReader, createWriter } from '../../bytes.ts';
import { mostPixels } from '../../picture.ts';
import { cutOff, ensure } from '../format-error.ts';
import type { Chunk } from './chunks.ts';

/** How many numbers a pixel has, by PNG's type of colour: grey, red-green-blue, indexed, grey with alpha, red-green-blue with alpha. */
const channelsOf = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 } as const;
export type ColourType = keyof typeof channelsOf;

export interface Header {
  width: number;
  height: number;
  /** Bits of a number. */
  depth: number;
  colourType: ColourType;
  channels: number;
  isInterlaced: boolean;
}

const isColourType = (value: number): value is ColourType => value in channelsOf;

/** @throws FormatError */
export function readHeader(chunks: readonly Chunk[]): Header {
  const first = chunks[0];
  ensure(first?.type === 'IHDR', 'This PNG is damaged: it does not begin with its header.');
  const from = createReader(first.data, false, cutOff('PNG'));
  const [width, height, depth, colourType] = [from.u32(), from.u32(), from.u8(), from.u8()];
  const [, , interlace] = [from.u8(), from.u8(), from.u8()];
  ensure(width > 0 && height > 0, 'This PNG has no pixels.');
  ensure(
    width * height <= mostPixels,
    'This PNG has more than 4,096 × 4,096 pixels, which is too large for pixel art.',
  );
  ensure(isColourType(colourType), 'This PNG is damaged: it has a kind of colour that PNG does not know.');
  ensure(depth <= 8, 'This PNG has 16 bits for each colour; pixel art has 8. Save it with 8 and try again.');
  const hasItsDepth = depth === 8 || ((colourType === 0 || colourType === 3) && [1, 2, 4].includes(depth));
  ensure(hasItsDepth && interlace <= 1, 'This PNG is damaged: its header makes no sense.');
  return { width, height, depth, colourType, channels: channelsOf[colourType], isInterlaced: interlace === 1 };
}

export function headerChunk({ width, height, depth, colourType }: Omit<Header, 'channels' | 'isInterlaced'>): Chunk {
  const to = createWriter(false);
  to.u32(width);
  to.u32(height);
  to.u8(depth);
  to.u8(colourType);
  // Deflate, the five filters, not interlaced.
  to.zeros(3);
  return { type: 'IHDR', data: to.done() };
}
