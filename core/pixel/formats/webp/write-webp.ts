import { createWriter } from '../../bytes.ts';
import { type Animation, indexedColours } from '../../picture.ts';
import { changedRegion, cut, type Region } from '../canvas.ts';
import { ensure } from '../format-error.ts';
import { ensureAnimation } from '../holdable.ts';
import { losslessOf } from './lossless.ts';

/** 14 bits. */
const mostPx = 16_384;

/**
 * An animated WebP without loss, in which every frame is one, equal neighbours too, for exactly its time; sharp's merges those. Of later frames only what changed is
 * written. It has no palette: colours that nothing has are lost, and the order of the others. Of one frame it is a picture that stands still.
 * https://developers.google.com/speed/webp/docs/riff_container
 * @throws FormatError for an animation that makes no sense
 */
export function writeWebp(animation: Animation): Uint8Array {
  ensureAnimation(animation);
  const { width, height, frames } = animation;
  ensure(Math.max(width, height) <= mostPx, `A WebP has ${mostPx} pixels a side at most.`);
  const shared = indexedColours(animation);
  const pixelsIn = (indices: Uint8Array, region: Region) =>
    chunk('VP8L', losslessOf({ ...shared, ...region, indices: cut(indices, width, region) }));
  const [first] = frames;
  if (first && frames.length === 1) return file([pixelsIn(first.indices, { left: 0, top: 0, width, height })]);
  const written = frames.map(({ indices, ms }, number) => {
    const before = frames[number - 1]?.indices;
    const region = before ? onEven(changedRegion(before, indices, width)) : { left: 0, top: 0, width, height };
    return frameChunk(region, ms, pixelsIn(indices, region));
  });
  return file([extendedChunk(animation), loopChunk(), ...written]);
}

/** Frames begin at even pixels. */
function onEven({ left, top, width, height }: Region): Region {
  const [x, y] = [left & ~1, top & ~1];
  return { left: x, top: y, width: width + left - x, height: height + top - y };
}

function file(chunks: readonly Uint8Array[]): Uint8Array {
  const to = createWriter(true);
  to.text('RIFF');
  to.u32(4 + chunks.reduce((total, { length }) => total + length, 0));
  to.text('WEBP');
  for (const each of chunks) to.bytes(each);
  return to.done();
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const to = createWriter(true);
  to.text(type);
  to.u32(data.length);
  to.bytes(data);
  to.zeros(data.length % 2);
  return to.done();
}

const u24 = (value: number) => Uint8Array.of(value & 0xff, (value >>> 8) & 0xff, value >>> 16);

function extendedChunk({ width, height, clear }: Animation): Uint8Array {
  const to = createWriter(true);
  // It is animated, and may have alpha.
  to.u32(0x02 | (clear === undefined ? 0 : 0x10));
  to.bytes(u24(width - 1));
  to.bytes(u24(height - 1));
  return chunk('VP8X', to.done());
}

/** It is repeated for ever. */
function loopChunk(): Uint8Array {
  const to = createWriter(true);
  // What is behind it, which browsers do not heed.
  to.u32(0);
  to.u16(0);
  return chunk('ANIM', to.done());
}

function frameChunk({ left, top, width, height }: Region, ms: number, pixels: Uint8Array): Uint8Array {
  const to = createWriter(true);
  for (const value of [left / 2, top / 2, width - 1, height - 1, ms]) to.bytes(u24(value));
  // It takes the place of what was there, where it is clear as well, and stays.
  to.u8(0x02);
  to.bytes(pixels);
  return chunk('ANMF', to.done());
}
