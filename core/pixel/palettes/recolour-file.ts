import { FormatError } from '../formats/format-error.ts';
import { readPng } from '../formats/png/read-png.ts';
import { writePng } from '../formats/png/write-png.ts';
import { indexed, pixelsFrom } from '../indexed.ts';
import type { IndexedPicture, Pixels } from '../picture.ts';
import { countColours } from './count.ts';
import { mostColours } from './palette.ts';
import { recoloured, type Swap, swapColours } from './swap.ts';

export type RecolouredFile =
  /** An indexed PNG: its palette has the order that it had in the file, or in which its colours are first seen. */
  | { png: Uint8Array }
  /** Where pixels are half transparent no palette can hold them. */
  | { pixels: Pixels }
  /** A picture of more colours has no palette, and one that has none of these colours stays as it is. */
  | { unchanged: 'too_many_colours' | 'none_of_them' };

/** A picture in other colours. `file`: where it lies, whose indices are kept if it is an indexed PNG. */
export function recolourFile(file: Uint8Array, picture: Pixels, swap: Swap): RecolouredFile {
  const counts = countColours(picture, mostColours);
  if (!counts) return { unchanged: 'too_many_colours' };
  if (counts.every(({ colour }) => (swap.get(colour) ?? colour) === colour)) return { unchanged: 'none_of_them' };
  const held = ownIndices(file, picture) ?? indexed(picture);
  return held ? { png: writePng(swapColours(held, swap)) } : { pixels: recoloured(picture, swap) };
}

/** As the file has them, if what is seen is just that: a profile in it may make other colours of its palette. */
function ownIndices(file: Uint8Array, picture: Pixels): IndexedPicture | undefined {
  try {
    const own = readPng(file);
    const { data } = pixelsFrom(own);
    return data.length === picture.data.length && data.every((pixel, at) => looksAlike(pixel, picture.data[at] ?? 0))
      ? own
      : undefined;
  } catch (error) {
    if (error instanceof FormatError) return undefined;
    throw error;
  }
}

/** What a clear pixel has for a colour is not seen. */
const looksAlike = (one: number, other: number) => one === other || (one >>> 24 === 0 && other >>> 24 === 0);
