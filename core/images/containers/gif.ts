import { type Container, cutShort, damaged } from './container.ts';

/** GIF89a (CompuServe, 31 July 1990), sections 17 to 27. */
const [extension, image, trailer] = [0x21, 0x2c, 0x3b];
const [graphicControl, plainText, application] = [0xf9, 0x01, 0xff];
const screenBytes = 13;
const imageBytes = 10;
const hasTable = 0x80;

/** How often it repeats, by its two names: a sub-block of three bytes, of which the first is 1. */
const loops = new Set(['NETSCAPE2.0', 'ANIMEXTS1.0']);
const loopBytes = 19;
/** The colour profile, as its registrant wrote it. */
const profile = 'ICCRGBG1012';

/** XMP part 3, section 1.1.2: the packet is no sub-block; whoever takes it for some is led to the end by 257 bytes that each point there. */
const xmpHead = Buffer.concat([Buffer.from([extension, application, 11]), Buffer.from('XMP DataXMP', 'latin1')]);
const xmpTrailer = Buffer.from([1, ...Array.from({ length: 256 }, (_, index) => 255 - index), 0]);

/** @throws ImageError `broken` */
export function readGif(bytes: Buffer): Container {
  if (bytes.length < screenBytes) throw cutShort();
  const [width, height] = [bytes.readUInt16LE(6), bytes.readUInt16LE(8)];
  if (width === 0 || height === 0) throw damaged('it has no size');
  const start = screenBytes + tableBytes(bytes.readUInt8(10));
  if (start > bytes.length) throw cutShort();
  const { frames, hasAlpha, xmp: found, picture } = readBlocks(bytes, start);
  if (frames === 0) throw damaged('it has no pixels');
  return {
    format: 'gif',
    width,
    height,
    hasAlpha,
    frames,
    xmp: found,
    rewritten: (xmp) => [
      // An extension is of version 89a, whatever the file said before.
      Buffer.from('GIF89a', 'latin1'),
      bytes.subarray(6, start),
      ...(xmp ? [xmpHead, xmp, xmpTrailer] : []),
      ...picture,
      Buffer.from([trailer]),
    ],
  };
}

interface Blocks {
  frames: number;
  hasAlpha: boolean;
  xmp?: Buffer;
  picture: Buffer[];
}

/** Up to the trailer; anything after it is left out. */
function readBlocks(bytes: Buffer, start: number): Blocks {
  const found: Blocks = { frames: 0, hasAlpha: false, picture: [] };
  /** What an earlier block said about the next picture. */
  let control: Buffer | undefined;
  let offset = start;
  for (;;) {
    const kind = bytes[offset];
    if (kind === undefined) throw cutShort();
    if (kind === trailer) return found;
    const at = offset;
    if (kind === 0)
      offset += 1; // one end of sub-blocks too many: readers pass over it
    else if (kind === image) {
      offset = endOfImage(bytes, at);
      found.picture.push(...(control ? [control] : []), bytes.subarray(at, offset));
      found.hasAlpha ||= control !== undefined && (control.readUInt8(3) & 1) === 1;
      found.frames += 1;
      control = undefined;
    } else if (kind === extension) {
      offset = endOfBlocks(bytes, at + 2);
      const whole = bytes.subarray(at, offset);
      const label = whole.readUInt8(1);
      if (label === graphicControl) {
        if (whole.length !== 8) throw damaged('a graphic control has another length than it must have');
        control = whole;
      } else if (label === plainText)
        control = undefined; // it was about these words, which no reader shows
      else if (label === application) readApplication(found, whole);
    } else throw damaged('a block of no known kind');
  }
}

function readApplication(found: Blocks, whole: Buffer): void {
  const name = whole.toString('latin1', 3, 14);
  if (whole[2] !== 11) return;
  const repeats = loops.has(name) && whole[14] === 3 && ((whole[15] ?? 0) & 7) === 1;
  if (repeats)
    found.picture.push(whole.subarray(0, loopBytes - 1), Buffer.from([0])); // without what may follow
  else if (name === profile) found.picture.push(whole);
  const end = whole.length - xmpTrailer.length;
  if (name === 'XMP DataXMP' && end >= xmpHead.length) found.xmp ??= whole.subarray(xmpHead.length, end);
}

/** An image's header, its colours, its pixels (sections 20 to 22). */
function endOfImage(bytes: Buffer, at: number): number {
  if (at + imageBytes > bytes.length) throw cutShort();
  const pixels = at + imageBytes + tableBytes(bytes.readUInt8(at + 9));
  return endOfBlocks(bytes, pixels + 1); // after the code size
}

/** Sub-blocks, each with its length before it, up to one of length 0 (sections 15 and 16). */
function endOfBlocks(bytes: Buffer, start: number): number {
  let offset = start;
  for (;;) {
    const length = bytes[offset];
    if (length === undefined) throw cutShort();
    offset += 1 + length;
    if (length === 0) return offset;
  }
}

const tableBytes = (packed: number) => (packed & hasTable ? 3 * 2 ** ((packed & 7) + 1) : 0);
