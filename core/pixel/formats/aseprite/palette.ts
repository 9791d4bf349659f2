import type { ByteReader } from '../../bytes.ts';
import type { Colour } from '../../picture.ts';
import { ensure } from '../format-error.ts';
import { type FileChunk, readerOf, textFrom } from './file.ts';
import { chunkTypes } from './numbers.ts';

export interface FileColour {
  colour: Colour;
  /** 0 to 255. */
  alpha: number;
  /** `''` if it has none. */
  name: string;
}

const most = 256;
const black = { colour: 0, alpha: 255, name: '' };

/** The palette in these chunks: the newer kind, which has all that the old one has, if there is one. @throws FormatError */
export function paletteOf(chunks: readonly FileChunk[]): FileColour[] {
  const now = chunks.find(({ type }) => type === chunkTypes.palette);
  const old = chunks.find(({ type }) => type === chunkTypes.oldPalette);
  const found = now ?? old;
  ensure(found, 'This sprite has no palette.');
  return now ? newerIn(readerOf(now)) : olderIn(readerOf(found));
}

function newerIn(from: ByteReader): FileColour[] {
  const [count, first, last] = [from.u32(), from.u32(), from.u32()];
  ensure(
    count >= 1 && count <= most && first <= last && last < count,
    'This sprite has a palette of more than 256 colours.',
  );
  from.bytes(8);
  const colours = new Array<FileColour>(count).fill(black);
  for (let index = first; index <= last; index += 1) {
    const hasName = (from.u16() & 1) !== 0;
    colours[index] = { colour: from.colour(), alpha: from.u8(), name: hasName ? textFrom(from) : '' };
  }
  return colours;
}

function olderIn(from: ByteReader): FileColour[] {
  const colours: FileColour[] = [];
  for (let packets = from.u16(); packets > 0; packets -= 1) {
    for (let skipped = from.u8(); skipped > 0; skipped -= 1) colours.push(black);
    for (let left = from.u8() || most; left > 0; left -= 1) colours.push({ ...black, colour: from.colour() });
    ensure(colours.length <= most, 'This sprite has a palette of more than 256 colours.');
  }
  ensure(colours.length >= 1, 'This sprite has a palette without a colour.');
  return colours;
}
