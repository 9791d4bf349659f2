import { createWriter } from '../../bytes.ts';
import type { Animation } from '../../picture.ts';
import { changedRegion, cut, type Region } from '../canvas.ts';
import { ensureAnimation } from '../holdable.ts';
import { type Chunk, writeChunks } from './chunks.ts';
import { headerChunk } from './header.ts';
import { depthFor, paletteChunks } from './palette-chunks.ts';
import { packIndices } from './raster.ts';

/**
 * An animated PNG in which every frame is one, equal neighbours too, and is shown for exactly as long as it says; a reader that knows no animations shows the
 * first. Of later frames only what changed is written. https://www.w3.org/TR/png-3/#apng-frame-based-animation
 * @throws FormatError for an animation that makes no sense
 */
export function writeApng(animation: Animation): Uint8Array {
  ensureAnimation(animation);
  const { width, height, frames, colours } = animation;
  const depth = depthFor(colours.length);
  const control = createWriter(false);
  control.u32(frames.length);
  // It is repeated for ever.
  control.u32(0);
  const chunks: Chunk[] = [
    headerChunk({ width, height, depth, colourType: 3 }),
    { type: 'acTL', data: control.done() },
    ...paletteChunks(animation),
  ];
  let sequence = 0;
  for (const [number, { indices, ms }] of frames.entries()) {
    const before = frames[number - 1]?.indices;
    const region = before ? changedRegion(before, indices, width) : { left: 0, top: 0, width, height };
    chunks.push(frameControl(sequence++, region, ms));
    const packed = packIndices(cut(indices, width, region), region, depth);
    chunks.push(before ? frameData(sequence++, packed) : { type: 'IDAT', data: packed });
  }
  return writeChunks(chunks);
}

function frameControl(sequence: number, { left, top, width, height }: Region, ms: number): Chunk {
  const to = createWriter(false);
  for (const value of [sequence, width, height, left, top]) to.u32(value);
  // So many thousandths of a second.
  to.u16(ms);
  to.u16(1_000);
  // It stays, and it takes the place of what was there, where it is clear as well.
  to.u8(0);
  to.u8(0);
  return { type: 'fcTL', data: to.done() };
}

function frameData(sequence: number, packed: Uint8Array): Chunk {
  const to = createWriter(false);
  to.u32(sequence);
  to.bytes(packed);
  return { type: 'fdAT', data: to.done() };
}
