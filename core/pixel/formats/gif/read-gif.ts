import { type ByteReader, createReader, joined } from '../../bytes.ts';
import { type Animation, type Colour, type Frame, indexedColours, mostPixels } from '../../picture.ts';
import { createCanvas, type Region } from '../canvas.ts';
import { cutOff, ensure } from '../format-error.ts';
import { unpackLzw } from './lzw.ts';

/** What stands before a frame, and says how it is shown. */
interface Control {
  ms: number;
  disposal: number;
  clear: number | undefined;
}

interface FrameBlock extends Control {
  region: Region;
  indices: Uint8Array;
}

const noControl: Control = { ms: 100, disposal: 0, clear: undefined };

/**
 * The frames of a GIF with one palette and at most one clear colour. What fills up its table, repetitions of the last colour, is left out if no pixel has it.
 * @throws FormatError for any other GIF
 */
export function readGif(bytes: Uint8Array): Animation {
  const from = createReader(bytes, true, cutOff('GIF'));
  const isGif = bytes.length >= 6 && from.text(3) === 'GIF' && /^8[79]a$/.test(from.text(3));
  ensure(isGif, 'This is not a GIF file. Save the animation as GIF and try again.');
  const [width, height, packed] = [from.u16(), from.u16(), from.u8()];
  from.u16();
  ensure(
    width > 0 && height > 0 && width * height <= mostPixels,
    'This GIF has no pixels, or more than 4,096 × 4,096.',
  );
  ensure(packed & 0x80, 'This GIF has no palette for all of its frames.');
  const table = Array.from({ length: 2 << (packed & 7) }, () => from.colour());
  const blocks = frameBlocks(from);
  ensure(blocks.length > 0, 'This GIF has no frames.');
  const [clear, ...others] = new Set(blocks.map((block) => block.clear));
  ensure(others.length === 0, 'The frames of this GIF have different clear colours.');
  const frames = drawn(blocks, { width, height, clear });
  const colours = withoutFiller(table, frames, clear);
  const shared = indexedColours({ colours, clear });
  return { ...shared, width, height, frames, tags: [] };
}

function frameBlocks(from: ByteReader): FrameBlock[] {
  const blocks: FrameBlock[] = [];
  let control = noControl;
  for (;;) {
    const kind = from.u8();
    if (kind === 0x3b) return blocks;
    if (kind === 0x21) {
      const label = from.u8();
      const data = subBlocks(from);
      if (label === 0xf9) control = controlOf(data);
    } else {
      ensure(kind === 0x2c, 'This GIF is damaged: a part of it is of no known kind.');
      blocks.push({ ...control, ...frameOf(from) });
      control = noControl;
    }
  }
}

function controlOf(data: Uint8Array): Control {
  const from = createReader(data, true, cutOff('GIF'));
  const [packed, hundredths, clear] = [from.u8(), from.u16(), from.u8()];
  // Browsers show for 100 ms what has no time, or one hundredth. What stays for longer than other files can say stays as long as they can.
  const ms = hundredths <= 1 ? 100 : Math.min(hundredths * 10, 0xffff);
  return { ms, disposal: (packed >>> 2) & 7, clear: packed & 1 ? clear : undefined };
}

function frameOf(from: ByteReader): { region: Region; indices: Uint8Array } {
  const region = { left: from.u16(), top: from.u16(), width: from.u16(), height: from.u16() };
  const packed = from.u8();
  ensure((packed & 0x80) === 0, 'The frames of this GIF have palettes of their own.');
  const bits = from.u8();
  ensure(bits >= 2 && bits <= 8, 'This GIF is damaged: its pixels are of no known size.');
  ensure(region.width * region.height <= mostPixels, 'This GIF is damaged: a frame lies outside of its picture.');
  const indices = unpackLzw(subBlocks(from), bits, region.width * region.height);
  return { region, indices: packed & 0x40 ? untangled(indices, region) : indices };
}

function subBlocks(from: ByteReader): Uint8Array {
  const parts: Uint8Array[] = [];
  for (let length = from.u8(); length > 0; length = from.u8()) parts.push(from.bytes(length));
  return joined(parts);
}

/** The rows of an interlaced frame in their order. */
function untangled(indices: Uint8Array, { width, height }: Region): Uint8Array {
  const rows = new Uint8Array(indices.length);
  let at = 0;
  for (const [first, step] of [
    [0, 8],
    [4, 8],
    [2, 4],
    [1, 2],
  ] as const)
    for (let y = first; y < height; y += step) {
      rows.set(indices.subarray(at, at + width), y * width);
      at += width;
    }
  return rows;
}

function drawn(
  blocks: readonly FrameBlock[],
  { width, height, clear }: { width: number; height: number; clear: number | undefined },
): Frame[] {
  const canvas = createCanvas(width, height, clear);
  return blocks.map(({ region, ms, disposal, indices: part }, number) => {
    canvas.ensureInside(region);
    const isCovered = region.width === width && region.height === height;
    ensure(number > 0 || clear !== undefined || isCovered, 'The first frame of this GIF does not cover it.');
    const before = canvas.copy();
    canvas.draw(part, region, true);
    const indices = canvas.copy();
    const isLast = number === blocks.length - 1;
    if (disposal === 2 && !isLast) canvas.wipe(region);
    if (disposal === 3) canvas.restore(before);
    return { indices, ms };
  });
}

function withoutFiller(table: Colour[], frames: readonly Frame[], clear = 0): Colour[] {
  let used = clear;
  for (const { indices } of frames) for (const index of indices) if (index > used) used = index;
  ensure(used < table.length, 'This GIF is damaged: a pixel has a colour that is not in its palette.');
  let length = table.length;
  // A table of 16 colours is there for 9 at least, and the smallest one has two.
  const least = Math.max(used + 1, length === 2 ? 1 : length / 2 + 1);
  while (length > least && table[length - 1] === table[length - 2]) length -= 1;
  return table.slice(0, length);
}
