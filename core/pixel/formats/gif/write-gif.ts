import { type ByteWriter, createWriter } from '../../bytes.ts';
import type { Animation } from '../../picture.ts';
import { changedRegion, cut, type Region } from '../canvas.ts';
import { ensureAnimation } from '../holdable.ts';
import { packLzw } from './lzw.ts';
import { hundredthsOf } from './times.ts';

const disposals = { stays: 1, isWiped: 2 } as const;

/**
 * A GIF with one palette in its order, in which every frame is one, equal neighbours too. Its times are in hundredths of a second, at least two; what that loses on one
 * frame it gives the next. It is repeated for ever. https://www.w3.org/Graphics/GIF/spec-gif89a.txt
 * @throws FormatError for an animation that makes no sense
 */
export function writeGif(animation: Animation): Uint8Array {
  ensureAnimation(animation);
  const { width, height, colours, clear, frames } = animation;
  const tableBits = Math.max(1, 32 - Math.clz32(colours.length - 1));
  const to = createWriter(true);
  to.text('GIF89a');
  to.u16(width);
  to.u16(height);
  // A table for all frames, of eight bits a colour once, and of so many colours.
  to.u8(0x80 | 0x70 | (tableBits - 1));
  to.u8(clear ?? 0);
  to.u8(0);
  // A table has 2, 4, 8 … colours: the last one stands for those that are missing.
  for (let at = 0; at < 1 << tableBits; at += 1) to.colour(colours[Math.min(at, colours.length - 1)] ?? 0);
  if (frames.length > 1) putLoop(to);
  const times = hundredthsOf(frames.map(({ ms }) => ms));
  for (const [number, { indices }] of frames.entries()) {
    const before = frames[number - 1]?.indices;
    // Nothing that is drawn makes clear what was there: with a clear colour each frame is whole, and wiped away before the next.
    const isWhole = clear !== undefined || !before;
    const region = isWhole ? { left: 0, top: 0, width, height } : changedRegion(before, indices, width);
    const disposal = clear === undefined ? disposals.stays : disposals.isWiped;
    putControl(to, { disposal, clear, hundredths: times[number] ?? 0 });
    putFrame(to, region, cut(indices, width, region), Math.max(2, tableBits));
  }
  to.u8(0x3b);
  return to.done();
}

/** It is repeated for ever. */
function putLoop(to: ByteWriter): void {
  to.u8(0x21);
  to.u8(0xff);
  to.u8(11);
  to.text('NETSCAPE2.0');
  to.u8(3);
  to.u8(1);
  to.u16(0);
  to.u8(0);
}

function putControl(
  to: ByteWriter,
  { disposal, clear, hundredths }: { disposal: number; clear: number | undefined; hundredths: number },
): void {
  to.u8(0x21);
  to.u8(0xf9);
  to.u8(4);
  to.u8((disposal << 2) | (clear === undefined ? 0 : 1));
  to.u16(hundredths);
  to.u8(clear ?? 0);
  to.u8(0);
}

function putFrame(to: ByteWriter, { left, top, width, height }: Region, indices: Uint8Array, bits: number): void {
  to.u8(0x2c);
  for (const value of [left, top, width, height]) to.u16(value);
  to.u8(0);
  to.u8(bits);
  const packed = packLzw(indices, bits);
  for (let at = 0; at < packed.length; at += 255) {
    const block = packed.subarray(at, at + 255);
    to.u8(block.length);
    to.bytes(block);
  }
  to.u8(0);
}
