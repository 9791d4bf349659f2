import { type Container, cutShort, damaged } from './container.ts';
import { asShown, exifOf, orientationOf, withoutExifStart } from './orientation.ts';

/** WebP (RFC 9649). A chunk, section 2.3: four letters, its length in little endian, its data, and a byte of zero if that is odd. */
interface Chunk {
  type: string;
  data: Buffer;
}

const riffBytes = 12;
const headBytes = 8;
/** Of VP8X (section 2.7.1). */
const flags = { icc: 0x20, alpha: 0x10, exif: 0x08, xmp: 0x04, animation: 0x02 };
/** What an animation's frame says of itself before its picture (section 2.7.1.1). */
const frameBytes = 16;

/** @throws ImageError `broken` */
export function readWebp(bytes: Buffer): Container {
  if (bytes.length < riffBytes) throw cutShort();
  const end = headBytes + bytes.readUInt32LE(4);
  if (end > bytes.length) throw cutShort();
  const chunks = readChunks(bytes.subarray(riffBytes, end));
  const [first] = chunks;
  const extended = first?.type === 'VP8X' ? readExtended(first.data) : undefined;
  const isAnimated = extended?.isAnimated === true;
  const picture = isAnimated ? readAnimation(chunks) : readStill(chunks, extended);
  const of = (type: string) => chunks.find((chunk) => chunk.type === type)?.data;
  const exif = extended && of('EXIF');
  const orientation = exif ? orientationOf(withoutExifStart(exif)) : 1;
  const { width, height, hasAlpha } = extended ?? picture;
  return {
    format: 'webp',
    ...asShown(width, height, orientation),
    hasAlpha,
    frames: picture.frames,
    xmp: extended && of('XMP '),
    rewritten(xmp) {
      const icc = extended && of('ICCP');
      const turned = exifOf(orientation);
      const has =
        (icc ? flags.icc : 0) |
        (hasAlpha ? flags.alpha : 0) |
        (turned ? flags.exif : 0) |
        (xmp ? flags.xmp : 0) |
        (isAnimated ? flags.animation : 0);
      // In the order that section 2.7 asks for.
      const pieces = [
        ...(extended || has & (flags.xmp | flags.exif) ? chunk('VP8X', vp8x(has, { width, height })) : []),
        ...(icc ? chunk('ICCP', icc) : []),
        ...picture.pieces,
        ...(turned ? chunk('EXIF', turned) : []),
        ...(xmp ? chunk('XMP ', xmp) : []),
      ];
      return [riffHead(pieces), ...pieces];
    },
  };
}

function readChunks(body: Buffer): Chunk[] {
  const chunks: Chunk[] = [];
  let offset = 0;
  while (offset + headBytes <= body.length) {
    const end = offset + headBytes + body.readUInt32LE(offset + 4);
    if (end > body.length) throw cutShort();
    chunks.push({ type: body.toString('latin1', offset, offset + 4), data: body.subarray(offset + headBytes, end) });
    offset = end + (end & 1);
  }
  return chunks;
}

interface Size {
  width: number;
  height: number;
}

interface Picture extends Size {
  hasAlpha: boolean;
  frames: number;
  pieces: Buffer[];
}

function readExtended(data: Buffer): Size & { hasAlpha: boolean; isAnimated: boolean } {
  if (data.length < 10) throw damaged('its header is too short');
  const has = data.readUInt8(0);
  return {
    width: data.readUIntLE(4, 3) + 1,
    height: data.readUIntLE(7, 3) + 1,
    hasAlpha: (has & flags.alpha) !== 0,
    isAnimated: (has & flags.animation) !== 0,
  };
}

/** One picture, with its alpha if the lossy one has some beside it. A simple file has none beside it: there nobody reads it. */
function readStill(chunks: readonly Chunk[], extended: Size | undefined): Picture {
  const image = chunks.find(isImage);
  if (!image || (!extended && image !== chunks[0])) throw damaged('it has no pixels');
  const alpha = extended && chunks.slice(0, chunks.indexOf(image)).find(({ type }) => type === 'ALPH');
  const { hasAlpha, ...size } = sizeOf(image);
  if (extended && (extended.width !== size.width || extended.height !== size.height))
    throw damaged('it has another size than it says');
  const pieces = [alpha, image].flatMap((part) => (part ? chunk(part.type, part.data) : []));
  return { ...size, hasAlpha, frames: 1, pieces };
}

const isImage = ({ type }: Chunk) => type === 'VP8 ' || type === 'VP8L';

function readAnimation(chunks: readonly Chunk[]): Picture {
  const control = chunks.find(({ type }) => type === 'ANIM');
  const frames = chunks.filter(({ type }) => type === 'ANMF');
  if (!control || control.data.length < 6 || frames.length === 0) throw damaged('its animation has no pictures');
  const pieces = [control.data.subarray(0, 6), ...frames.map(({ data }) => withoutForeign(data))].flatMap(
    (data, index) => chunk(index === 0 ? 'ANIM' : 'ANMF', data),
  );
  return { width: 0, height: 0, hasAlpha: false, frames: frames.length, pieces };
}

/** A frame may hold chunks of any kind behind its picture: as it came if it holds none. */
function withoutForeign(frame: Buffer): Buffer {
  if (frame.length < frameBytes) throw damaged('a frame is too short');
  const parts = readChunks(frame.subarray(frameBytes));
  const image = parts.find(isImage);
  if (!image) throw damaged('a frame has no pixels');
  sizeOf(image);
  const used = parts.slice(0, parts.indexOf(image) + 1).filter((part) => part === image || part.type === 'ALPH');
  if (used.length === parts.length) return frame;
  return Buffer.concat([frame.subarray(0, frameBytes), ...used.flatMap(({ type, data }) => chunk(type, data))]);
}

/** Width, height and alpha, from the first bytes of a lossy (RFC 6386, section 9.1) or lossless picture (RFC 9649, section 3.4). */
function sizeOf({ type, data }: Chunk): Size & { hasAlpha: boolean } {
  if (type === 'VP8L') {
    if (data.length < 5 || data.readUInt8(0) !== 0x2f) throw damaged('its pixels have no beginning');
    const bits = data.readUInt32LE(1);
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1, hasAlpha: ((bits >>> 28) & 1) === 1 };
  }
  const isKeyFrame = data.length >= 10 && (data.readUInt8(0) & 1) === 0 && data.readUIntBE(3, 3) === 0x9d012a;
  if (!isKeyFrame) throw damaged('its pixels have no beginning');
  const [width, height] = [data.readUInt16LE(6) & 0x3fff, data.readUInt16LE(8) & 0x3fff];
  if (width === 0 || height === 0) throw damaged('it has no size');
  return { width, height, hasAlpha: false };
}

const zero = Buffer.alloc(1);

function chunk(type: string, data: Buffer): Buffer[] {
  const head = Buffer.alloc(headBytes);
  head.write(type, 0, 'latin1');
  head.writeUInt32LE(data.length, 4);
  return data.length % 2 === 0 ? [head, data] : [head, data, zero];
}

function vp8x(has: number, { width, height }: Size): Buffer {
  const data = Buffer.alloc(10);
  data.writeUInt8(has, 0);
  data.writeUIntLE(width - 1, 4, 3);
  data.writeUIntLE(height - 1, 7, 3);
  return data;
}

function riffHead(pieces: readonly Buffer[]): Buffer {
  const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1');
  head.writeUInt32LE(
    pieces.reduce((sum, { length }) => sum + length, 4),
    4,
  );
  return head;
}
