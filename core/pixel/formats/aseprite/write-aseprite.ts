import { zlibSync } from 'fflate';
import { type ByteWriter, createWriter } from '../../bytes.ts';
import { type Animation, directions, type IndexedColours, type Tag } from '../../picture.ts';
import { ensureAnimation } from '../holdable.ts';
import { withClearFirst } from './clear-first.ts';
import { cels, chunkTypes, layerFlags, magics } from './numbers.ts';

/** Tags follow each other in these, so that neighbours can be told apart on Aseprite's timeline. */
const tagColours = [0xfe5b59, 0xf7a547, 0xf3ce52, 0x6acd5b, 0x57b9f2, 0xd186df, 0xa5a5a7] as const;

/** Of one level, so that the same animation has the same bytes for ever. */
const level = 9;

/**
 * A file for Aseprite, which Unity's importer, LDtk and Tiled read as well: one layer, every frame with its time, a frame that is equal to an earlier one linked to it, and
 * the tags. The clear colour gets index 0 (`withClearFirst`). https://github.com/aseprite/aseprite/blob/main/docs/ase-file-specs.md
 * @param layer the layer's name
 * @throws FormatError for an animation that makes no sense
 */
export function writeAseprite(given: Animation, layer = 'Layer 1'): Uint8Array {
  ensureAnimation(given);
  const animation = withClearFirst(given);
  const { width, height, colours, clear, frames, tags } = animation;
  const body = createWriter(true);
  for (const [number, { indices, ms }] of frames.entries()) {
    const first = frames.findIndex((frame) => isEqual(frame.indices, indices));
    const cel = first < number ? linkedCel(first) : imageCel(animation, indices);
    const head = number === 0 ? [...paletteChunks(animation), layerChunk(layer, clear), ...tagChunks(tags)] : [];
    putFrame(body, [...head, cel], ms);
  }
  const frameBytes = body.done();
  const to = createWriter(true);
  to.u32(128 + frameBytes.length);
  for (const value of [magics.file, frames.length, width, height, 8]) to.u16(value);
  // Layers have an opacity; they have no ids, with which each would be 16 bytes longer.
  to.u32(1);
  to.u16(frames[0]?.ms ?? 100);
  to.zeros(8);
  to.u8(clear ?? 0);
  to.zeros(3);
  // 256 fits into the field and is what old files wrote 0 for; both are read alike.
  to.u16(colours.length);
  // Square pixels.
  to.u8(1);
  to.u8(1);
  to.zeros(92);
  to.bytes(frameBytes);
  return to.done();
}

const isEqual = (one: Uint8Array, other: Uint8Array) => one.every((index, at) => index === other[at]);

function putFrame(to: ByteWriter, chunks: readonly Uint8Array[], ms: number): void {
  to.u32(16 + chunks.reduce((total, { length }) => total + length, 0));
  to.u16(magics.frame);
  to.u16(chunks.length);
  to.u16(ms);
  to.zeros(2);
  to.u32(chunks.length);
  for (const chunk of chunks) to.bytes(chunk);
}

function chunk(type: number, write: (to: ByteWriter) => void): Uint8Array {
  const data = createWriter(true);
  write(data);
  const bytes = data.done();
  const to = createWriter(true);
  to.u32(6 + bytes.length);
  to.u16(type);
  to.bytes(bytes);
  return to.done();
}

function putText(to: ByteWriter, text: string): void {
  const bytes = new TextEncoder().encode(text);
  to.u16(bytes.length);
  to.bytes(bytes);
}

/** Both kinds: programs that know only the old one are about, and Aseprite itself writes it for opaque palettes. */
function paletteChunks({ colours, clear }: IndexedColours): Uint8Array[] {
  const now = chunk(chunkTypes.palette, (to) => {
    to.u32(colours.length);
    to.u32(0);
    to.u32(colours.length - 1);
    to.zeros(8);
    for (const [index, colour] of colours.entries()) {
      to.u16(0);
      to.colour(colour);
      to.u8(index === clear ? 0 : 255);
    }
  });
  const old = chunk(chunkTypes.oldPalette, (to) => {
    to.u16(1);
    to.u8(0);
    // 0 stands for 256.
    to.u8(colours.length & 0xff);
    for (const colour of colours) to.colour(colour);
  });
  return [now, old];
}

/** Among 256 opaque colours index 0 is one as well: only on a background it is drawn. */
const layerChunk = (name: string, clear: number | undefined) =>
  chunk(chunkTypes.layer, (to) => {
    const { isVisible, isEditable, isBackground } = layerFlags;
    to.u16(isVisible | isEditable | (clear === undefined ? isBackground : 0));
    // An image layer, outermost, of default size, blended as usual.
    to.zeros(10);
    to.u8(255);
    to.zeros(3);
    putText(to, name);
  });

/** The tags, and what newer versions take their colours from: a chunk of user data for each, in the same order. */
function tagChunks(tags: readonly Tag[]): Uint8Array[] {
  if (tags.length === 0) return [];
  const colourOf = (number: number) => tagColours[number % tagColours.length] ?? 0;
  const all = chunk(chunkTypes.tags, (to) => {
    to.u16(tags.length);
    to.zeros(8);
    for (const [number, { name, from, to: last, direction, repeat }] of tags.entries()) {
      to.u16(from);
      to.u16(last);
      to.u8(directions.indexOf(direction));
      to.u16(repeat);
      to.zeros(6);
      to.colour(colourOf(number));
      to.u8(0);
      putText(to, name);
    }
  });
  const coloured = tags.map((_, number) =>
    chunk(chunkTypes.userData, (to) => {
      // It has a colour, and no text.
      to.u32(2);
      to.colour(colourOf(number));
      to.u8(255);
    }),
  );
  return [all, ...coloured];
}

/** The layer, the place and the opacity of a cel, and its kind. */
function putCel(to: ByteWriter, kind: number): void {
  to.zeros(6);
  to.u8(255);
  to.u16(kind);
  to.zeros(7);
}

const linkedCel = (frame: number) =>
  chunk(chunkTypes.cel, (to) => {
    putCel(to, cels.linked);
    to.u16(frame);
  });

const imageCel = ({ width, height }: Animation, indices: Uint8Array) =>
  chunk(chunkTypes.cel, (to) => {
    putCel(to, cels.compressed);
    to.u16(width);
    to.u16(height);
    to.bytes(zlibSync(indices, { level }));
  });
