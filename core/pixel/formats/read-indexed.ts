import { indexedTogether } from '../indexed.ts';
import { countColours } from '../palettes/count.ts';
import { mostColours } from '../palettes/palette.ts';
import type { Animation, Pixels } from '../picture.ts';
import { FormatError } from './format-error.ts';
import { readGif } from './gif/read-gif.ts';
import { readApng } from './png/read-apng.ts';
import { readPng } from './png/read-png.ts';

/** Browsers show for so long a frame that says nothing. */
export const usualMs = 100;

/** Why pixels have no indices and no palette. */
export type NoIndices = 'too_many_colours' | 'half_clear';

/** The frames of a GIF or a PNG, with its own palette in its own order; undefined if it has none for all of it. */
export function readIndexed(bytes: Uint8Array, type: 'gif' | 'png', frames: number): Animation | undefined {
  try {
    if (type === 'gif') return readGif(bytes);
    if (frames > 1) return readApng(bytes);
    const { indices, ...picture } = readPng(bytes);
    return { ...picture, frames: [{ indices, ms: usualMs }], tags: [] };
  } catch (error) {
    if (error instanceof FormatError) return undefined;
    throw error;
  }
}

/** Frames in one palette, each shown for its time. Of what is no pixel art, why. */
export function indexFrames(pictures: readonly Pixels[], times: readonly number[]): Animation | NoIndices {
  const held = indexedTogether(pictures);
  const [first] = held ?? [];
  if (!held || !first) return whyNot(pictures);
  const { indices: _, ...picture } = first;
  return { ...picture, frames: held.map(({ indices }, at) => ({ indices, ms: times[at] ?? usualMs })), tags: [] };
}

/** A photograph with a soft edge is no nearer to pixel art without the edge: its colours come first. */
const whyNot = (pictures: readonly Pixels[]): NoIndices =>
  pictures.some((picture) => countColours(picture, mostColours) === undefined) || !pictures.some(isHalfClear)
    ? 'too_many_colours'
    : 'half_clear';

const isHalfClear = ({ data }: Pixels): boolean => data.some((pixel) => pixel >>> 24 !== 0 && pixel >>> 24 !== 255);
