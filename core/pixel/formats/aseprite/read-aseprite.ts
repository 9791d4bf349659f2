import { unzlibSync } from 'fflate';
import type { ByteReader } from '../../bytes.ts';
import { type Animation, directions, type Frame, indexedColours, mostPixels, type Tag } from '../../picture.ts';
import { createCanvas } from '../canvas.ts';
import { ensure, FormatError } from '../format-error.ts';
import { type FileChunk, type FileFrame, frameOf, openAseprite, readerOf, textFrom } from './file.ts';
import { cels, chunkTypes, layerFlags } from './numbers.ts';
import { paletteOf } from './palette.ts';

/**
 * The frames and tags of an indexed sprite with one layer. A background has no clear colour.
 * @throws FormatError for any other .aseprite file
 */
export function readAseprite(bytes: Uint8Array): Animation {
  const { count, width, height, depth, flags, clearIndex, rest } = openAseprite(bytes);
  ensure(width > 0 && height > 0 && count > 0, 'This Aseprite file has no pixels.');
  ensure(
    width * height <= mostPixels,
    'This sprite has more than 4,096 × 4,096 pixels, which is too large for pixel art.',
  );
  ensure(depth === 8, 'This sprite is not indexed. In Aseprite choose Sprite, Color Mode, Indexed, and save it again.');
  const frames = Array.from({ length: count }, () => frameOf(rest));
  const chunks = frames.flatMap((frame) => frame.chunks);
  const colours = paletteOf(chunks).map(({ colour }) => colour);
  const clear = isBackground(chunks, flags) ? undefined : clearIndex;
  ensure(clear === undefined || clear < colours.length, 'The clear colour of this sprite is not in its palette.');
  const shared = indexedColours({ colours, clear });
  return { ...shared, width, height, frames: drawn(frames, { width, height, clear }), tags: tagsOf(chunks) };
}

function isBackground(chunks: readonly FileChunk[], flags: number): boolean {
  const [layer, ...others] = chunks.filter(({ type }) => type === chunkTypes.layer);
  ensure(
    layer && others.length === 0,
    'This sprite has several layers. In Aseprite choose Layer, Flatten, and save it again.',
  );
  const from = readerOf(layer);
  const layerBits = from.u16();
  ensure(from.u16() === 0, 'The layer of this sprite is a tilemap. In Aseprite flatten it and save it again.');
  from.bytes(8);
  const opacity = from.u8();
  ensure(
    opacity === 255 || (flags & 1) === 0,
    'The layer of this sprite is half transparent. Pixel art is clear or opaque.',
  );
  return (layerBits & layerFlags.isBackground) !== 0;
}

function tagsOf(chunks: readonly FileChunk[]): Tag[] {
  const found = chunks.find(({ type }) => type === chunkTypes.tags);
  if (!found) return [];
  const from = readerOf(found);
  const count = from.u16();
  from.bytes(8);
  return Array.from({ length: count }, () => {
    const [first, last, way, repeat] = [from.u16(), from.u16(), from.u8(), from.u16()];
    from.bytes(10);
    const name = textFrom(from);
    const direction = directions[way];
    ensure(
      direction,
      `The tag “${name}” goes back and forth from its end, which is not kept. Choose Ping-pong and save it again.`,
    );
    return { name, from: first, to: last, direction, repeat };
  });
}

function drawn(
  frames: readonly FileFrame[],
  { width, height, clear }: { width: number; height: number; clear: number | undefined },
): Frame[] {
  const all: Frame[] = [];
  for (const { ms, chunks } of frames) {
    const canvas = createCanvas(width, height, clear);
    const cel = chunks.find(({ type }) => type === chunkTypes.cel);
    const linked = cel && drawCel(readerOf(cel), canvas, { width, height });
    const indices = linked === undefined ? canvas.copy() : all[linked]?.indices;
    ensure(indices, 'This Aseprite file is damaged: a frame is linked to one that is not there.');
    all.push({ indices, ms });
  }
  return all;
}

/** Draws a cel; of one that is linked it answers to which frame. */
function drawCel(
  from: ByteReader,
  canvas: ReturnType<typeof createCanvas>,
  sprite: { width: number; height: number },
): number | undefined {
  from.u16();
  const [left, top, opacity, kind] = [from.i16(), from.i16(), from.u8(), from.u16()];
  from.bytes(7);
  if (kind === cels.linked) return from.u16();
  ensure(
    kind === cels.raw || kind === cels.compressed,
    'This sprite has tiles. In Aseprite flatten it and save it again.',
  );
  ensure(opacity === 255, 'A cel of this sprite is half transparent. Pixel art is clear or opaque.');
  const [width, height] = [from.u16(), from.u16()];
  const isWithin = left >= 0 && top >= 0 && left + width <= sprite.width && top + height <= sprite.height;
  ensure(
    isWithin,
    'Some of this sprite lies outside of its canvas. In Aseprite choose Sprite, Crop, and save it again.',
  );
  const region = { left, top, width, height };
  const data = from.bytes(from.left());
  canvas.draw(kind === cels.raw ? data : inflated(data, width * height), region, false);
  return undefined;
}

function inflated(data: Uint8Array, bytes: number): Uint8Array {
  try {
    return unzlibSync(data, { out: new Uint8Array(bytes) });
  } catch {
    throw new FormatError('This Aseprite file is damaged: its pixels cannot be unpacked.');
  }
}
