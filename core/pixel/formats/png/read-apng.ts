import { createReader, joined } from '../../bytes.ts';
import type { Animation, Frame, IndexedColours } from '../../picture.ts';
import { createCanvas, type Region } from '../canvas.ts';
import { cutOff, ensure } from '../format-error.ts';
import { type Chunk, readChunks } from './chunks.ts';
import { type Header, readHeader } from './header.ts';
import { indexedColoursOf } from './palette-chunks.ts';
import { samplesOf } from './raster.ts';
import { ownIndices } from './read-png.ts';

interface FrameChunks {
  region: Region;
  ms: number;
  /** What is done with it before the next is drawn: it stays, is wiped away, or what was there before comes back. */
  disposal: number;
  isOver: boolean;
  parts: Uint8Array[];
}

/** The frames of an animated PNG with a palette. Its times are rounded to milliseconds, and a frame without one has 1. @throws FormatError for any other PNG */
export function readApng(bytes: Uint8Array): Animation {
  const chunks = readChunks(bytes);
  const header = readHeader(chunks);
  ensure(header.colourType === 3, 'This PNG has no palette.');
  ensure(
    chunks.some(({ type }) => type === 'acTL'),
    'This PNG has one picture and no animation.',
  );
  const { isClear, ...colours } = indexedColoursOf(chunks);
  const frames = drawn(framesOf(chunks), header, colours, isClear);
  ensure(frames.length > 0, 'This PNG is damaged: the frames of its animation are missing.');
  return { ...colours, width: header.width, height: header.height, frames, tags: [] };
}

function framesOf(chunks: readonly Chunk[]): FrameChunks[] {
  const frames: FrameChunks[] = [];
  for (const { type, data } of chunks) {
    const current = frames.at(-1);
    if (type === 'fcTL') frames.push(frameOf(data));
    // Before the first frame it is a picture for readers that know no animations.
    else if (type === 'IDAT') current?.parts.push(data);
    else if (type === 'fdAT') {
      ensure(current, 'This PNG is damaged: a frame has no place in its animation.');
      current.parts.push(data.subarray(4));
    }
  }
  return frames;
}

function frameOf(control: Uint8Array): FrameChunks {
  const from = createReader(control, false, cutOff('PNG'));
  const [, width, height, left, top] = [from.u32(), from.u32(), from.u32(), from.u32(), from.u32()];
  const [numerator, denominator, disposal, blend] = [from.u16(), from.u16(), from.u8(), from.u8()];
  ensure(disposal <= 2 && blend <= 1, 'This PNG is damaged: a frame makes no sense.');
  // A denominator of 0 stands for hundredths.
  const ms = Math.max(1, Math.round((numerator * 1_000) / (denominator || 100)));
  return { region: { left, top, width, height }, ms, disposal, isOver: blend === 1, parts: [] };
}

function drawn(
  frames: readonly FrameChunks[],
  { width, height, ...shape }: Header,
  colours: IndexedColours,
  isClear: (index: number) => boolean,
): Frame[] {
  const canvas = createCanvas(width, height, colours.clear);
  return frames.map(({ region, ms, disposal, isOver, parts }, number) => {
    canvas.ensureInside(region);
    const before = canvas.copy();
    const samples = samplesOf(joined(parts), { ...shape, width: region.width, height: region.height });
    canvas.draw(ownIndices(samples, colours, isClear), region, isOver);
    const indices = canvas.copy();
    const isLast = number === frames.length - 1;
    if (disposal === 1 && !isLast) canvas.wipe(region);
    if (disposal === 2) canvas.restore(before);
    return { indices, ms };
  });
}
