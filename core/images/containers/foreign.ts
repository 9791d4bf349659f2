import type { ImageFormat } from '../../assets/sniff-format.ts';
import { scene } from '../sample-pictures.ts';
import { sharp } from '../sharp.ts';
import { pngChunk } from './png-chunks.ts';

/** Pictures for tests of the containers, and what other programs write into them. */

/** Words of a person that must not be left in any file. */
export const secret = 'a fox knight by Ada';

const raw = (side: number, channels: 3 | 4, frames = 1) => {
  const pixels = Buffer.alloc(side * side * channels * frames);
  for (let at = 0; at < pixels.length; at++) pixels[at] = (at * 37 + (at >> 5) * 11) & 255;
  return { pixels, raw: { width: side, height: side * frames, channels, ...(frames > 1 ? { pageHeight: side } : {}) } };
};
const picture = (channels: 3 | 4, frames = 1, side = 24) => {
  const { pixels, raw: shape } = raw(side, channels, frames);
  return sharp(pixels, { raw: shape });
};

/** Every kind of file that we keep, by name, with the format it is of. */
export const samples: Record<string, { format: ImageFormat; make: () => Promise<Buffer> }> = {
  png: { format: 'png', make: () => picture(3).png().toBuffer() },
  'png with alpha': { format: 'png', make: () => picture(4).png().toBuffer() },
  'png with a palette': { format: 'png', make: () => picture(4).png({ palette: true, colours: 9 }).toBuffer() },
  'png of 16 bits': { format: 'png', make: () => picture(3).toColourspace('rgb16').png().toBuffer() },
  'interlaced png': { format: 'png', make: () => picture(3).png({ progressive: true }).toBuffer() },
  'png in Display P3': { format: 'png', make: () => picture(3).withIccProfile('p3').png().toBuffer() },
  jpeg: { format: 'jpeg', make: () => picture(3).jpeg().toBuffer() },
  'progressive jpeg': { format: 'jpeg', make: () => picture(3).jpeg({ progressive: true }).toBuffer() },
  'jpeg with restarts': { format: 'jpeg', make: () => picture(3).jpeg({ mozjpeg: true }).toBuffer() },
  'grey jpeg': { format: 'jpeg', make: () => picture(3).greyscale().jpeg().toBuffer() },
  'jpeg in Display P3': { format: 'jpeg', make: () => picture(3).withIccProfile('p3').jpeg().toBuffer() },
  'jpeg with JFIF': { format: 'jpeg', make: async () => withJfif(await picture(3).jpeg().toBuffer()) },
  webp: { format: 'webp', make: () => picture(3).webp().toBuffer() },
  'webp with alpha': { format: 'webp', make: () => picture(4).webp().toBuffer() },
  'lossless webp': { format: 'webp', make: () => picture(3).webp({ lossless: true }).toBuffer() },
  'lossless webp with alpha': {
    format: 'webp',
    make: () => picture(4).webp({ lossless: true, exact: true }).toBuffer(),
  },
  'webp in Display P3': { format: 'webp', make: () => picture(3).withIccProfile('p3').webp().toBuffer() },
  'webp that moves': { format: 'webp', make: () => picture(4, 3).webp({ loop: 2, delay: 40 }).toBuffer() },
  gif: { format: 'gif', make: () => picture(3).gif().toBuffer() },
  'gif that moves': {
    format: 'gif',
    make: () =>
      picture(4, 3)
        .gif({ loop: 2, delay: [40, 90, 40] })
        .toBuffer(),
  },
};

/** A photograph on its side, for each orientation there is. */
export const turned = (format: 'png' | 'jpeg' | 'webp', orientation: number): Promise<Buffer> =>
  scene(30, 20).withMetadata({ orientation }).toFormat(format).toBuffer();

/** What other programs write, each as one piece of the container; a decoder needs none of it. */
export const foreign: Record<ImageFormat, Buffer[]> = {
  png: [
    pngChunk('tEXt', Buffer.from(`parameters\0${secret}`)),
    pngChunk('zTXt', Buffer.from(`Comment\0\0${secret}`)),
    pngChunk('iTXt', Buffer.from(`XML:com.adobe.xmp\0\0\0\0\0<x ${secret}/>`)),
    pngChunk('tIME', Buffer.alloc(7, 1)),
    pngChunk('caBX', Buffer.from(secret)),
    pngChunk('prVt', Buffer.from(secret)),
    pngChunk('pHYs', Buffer.from(secret)),
    pngChunk('gAMA', Buffer.from(secret)),
  ],
  jpeg: [
    app(0xe1, `Exif\0\0MM\0*\0\0\0\x08\0\0${secret}`),
    app(0xe1, `http://ns.adobe.com/xap/1.0/\0<x ${secret}/>`),
    app(0xe1, `http://ns.adobe.com/xmp/extension/\0${secret}`),
    app(0xe2, `MPF\0${secret}`),
    app(0xeb, `JP\0\x01${secret}`),
    app(0xed, `Photoshop 3.0\0${secret}`),
    app(0xe0, `JFXX\0${secret}`),
    app(0xec, `Ducky${secret}`),
    app(0xfe, secret),
  ],
  webp: [
    riff('EXIF', `MM\0*\0\0\0\x08\0\0${secret}`),
    riff('XMP ', `<x ${secret}/>`),
    riff('C2PA', secret),
    riff('PRVT', secret),
  ],
  gif: [
    gifExtension(0xfe, '', secret),
    gifExtension(0xff, 'C2PA_GIF\x01\0\0', secret),
    gifExtension(0xff, 'PRIVATE 1.0', secret),
    gifExtension(0xff, 'NETSCAPE2.0', secret),
    Buffer.concat([
      Buffer.from('\x21\xff\x0bXMP DataXMP', 'latin1'),
      Buffer.from(`<x ${secret}/>`),
      Buffer.from([1, ...Array.from({ length: 256 }, (_, index) => 255 - index), 0]),
    ]),
  ],
};

function app(marker: number, words: string): Buffer {
  const data = Buffer.from(words, 'latin1');
  return Buffer.concat([Buffer.from([0xff, marker, (data.length + 2) >> 8, (data.length + 2) & 255]), data]);
}

function riff(type: string, words: string): Buffer {
  const data = Buffer.from(words, 'latin1');
  const head = Buffer.from(`${type}\0\0\0\0`, 'latin1');
  head.writeUInt32LE(data.length, 4);
  return Buffer.concat([head, data, Buffer.alloc(data.length % 2)]);
}

function gifExtension(label: number, name: string, words: string): Buffer {
  const block = (text: string) => Buffer.concat([Buffer.from([text.length]), Buffer.from(text, 'latin1')]);
  const blocks = [...(name === '' ? [] : [block(name)]), block(words), Buffer.from([0])];
  return Buffer.concat([Buffer.from([0x21, label]), ...blocks]);
}

const withJfif = (jpeg: Buffer) => {
  const jfif = app(0xe0, `JFIF\0\x01\x02\0\0\x01\0\x01\x02\x02${secret.slice(0, 12)}`); // with a thumbnail of 2 × 2
  return Buffer.concat([jpeg.subarray(0, 2), jfif, jpeg.subarray(2)]);
};

/**
 * The file with pieces put in where its format allows them, each before the piece of that number, and with something behind its end. The length of a
 * WebP is corrected.
 */
export function spoiled(
  format: ImageFormat,
  file: Buffer,
  additions: readonly { before: number; piece: Buffer }[],
): Buffer {
  const [head, ...pieces] = piecesOf[format](file);
  if (!head) throw new Error('an empty file');
  const last = format === 'webp' ? pieces.length : pieces.length - 1;
  const first = format === 'png' || format === 'webp' ? 1 : 0;
  for (const { before, piece } of additions) pieces.splice(first + (before % (last - first + 1)), 0, piece);
  const whole = Buffer.concat([head, ...pieces]);
  if (format === 'webp') whole.writeUInt32LE(whole.length - 8, 4);
  return Buffer.concat([whole, Buffer.from(`PK${secret}`)]);
}

/** A file's pieces, found apart from the code under test, for small and sound files only. */
const piecesOf: Record<ImageFormat, (file: Buffer) => Buffer[]> = {
  png: (file) => cut(file, 8, (at) => 12 + file.readUInt32BE(at)),
  webp: (file) => cut(file, 12, (at) => 8 + file.readUInt32LE(at + 4) + (file.readUInt32LE(at + 4) & 1)),
  jpeg: (file) =>
    cut(file, 2, (at) => {
      const marker = file.readUInt8(at + 1);
      if (marker === 0xd9) return 2;
      const end = at + 2 + file.readUInt16BE(at + 2);
      if (marker !== 0xda) return end - at;
      const rest = file.subarray(end).toString('latin1');
      return end - at + rest.search(/\xff[^\0\xd0-\xd7]/);
    }),
  gif: (file) => {
    const packed = file.readUInt8(10);
    return cut(file, packed & 0x80 ? 13 + 3 * 2 ** ((packed & 7) + 1) : 13, (at) => {
      const kind = file.readUInt8(at);
      if (kind === 0x3b) return 1;
      const local = file.readUInt8(at + 9);
      let next = kind === 0x21 ? at + 2 : at + 11 + (local & 0x80 ? 3 * 2 ** ((local & 7) + 1) : 0);
      for (let length = file.readUInt8(next); length > 0; length = file.readUInt8(next)) next += 1 + length;
      return next + 1 - at;
    });
  },
};

function cut(file: Buffer, start: number, lengthAt: (at: number) => number): Buffer[] {
  const pieces = [file.subarray(0, start)];
  for (let at = start; at < file.length; ) {
    const end = at + lengthAt(at);
    pieces.push(file.subarray(at, end));
    at = end;
  }
  return pieces;
}
