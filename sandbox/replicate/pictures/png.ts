import { constants, crc32, deflateRawSync } from 'node:zlib';

const signature = Buffer.from('89504e470d0a1a0a', 'hex');

function chunk(type: string, data: Buffer): Buffer {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(typed), 4);
  return Buffer.concat([frame.subarray(0, 4), typed, frame.subarray(4)]);
}

/** Adds a chunk after the header. */
export function withPngChunk(png: Buffer, type: string, data: Buffer): Buffer {
  const afterHeader = signature.length + 25;
  return Buffer.concat([png.subarray(0, afterHeader), chunk(type, data), png.subarray(afterHeader)]);
}

/** Adds an iTXt chunk (UTF-8), where generators store the prompt in plain sight. */
export function withPngText(png: Buffer, keyword: string, text: string): Buffer {
  // Keyword, NUL, not compressed, method 0, empty language, empty translated keyword, text.
  const body = Buffer.concat([Buffer.from(`${keyword}\0\0\0\0\0`, 'latin1'), Buffer.from(text, 'utf8')]);
  return withPngChunk(png, 'iTXt', body);
}

/** The texts of a PNG by keyword, read without an image library. */
export function readPngText(png: Buffer): Record<string, string> {
  const found: Record<string, string> = {};
  for (let at = signature.length; at + 8 < png.length; ) {
    const length = png.readUInt32BE(at);
    const type = png.toString('latin1', at + 4, at + 8);
    if (type === 'iTXt') {
      const body = png.subarray(at + 8, at + 8 + length);
      const keywordEnd = body.indexOf(0);
      found[body.toString('latin1', 0, keywordEnd)] = body.toString('utf8', keywordEnd + 5);
    }
    at += length + 12;
  }
  return found;
}

/**
 * A valid black RGB picture of `side` × `side` pixels whose file is a thousand times smaller than its pixels. It
 * repeats one deflated strip of rows, so that making it costs nothing.
 */
export function pngBomb(side: number): Buffer {
  const rowBytes = side * 3 + 1;
  const stripRows = 100;
  const strip = deflateRawSync(Buffer.alloc(rowBytes * stripRows), { level: 9, finishFlush: constants.Z_FULL_FLUSH });
  const rest = deflateRawSync(Buffer.alloc(rowBytes * (side % stripRows)), { level: 9 });
  // Adler-32 of n zero bytes: the first sum stays 1, the second counts them modulo 65521.
  const checksum = Buffer.alloc(4);
  checksum.writeUInt16BE((rowBytes * side) % 65521, 0);
  checksum.writeUInt16BE(1, 2);
  const strips = Array.from({ length: Math.floor(side / stripRows) }, () => strip);
  return png(side, side, Buffer.concat([Buffer.from('78da', 'hex'), ...strips, rest, checksum]));
}

/** An RGB picture whose file is in order, each part with its checksum, and whose pixels are noise that nothing unpacks. */
export const damagedPng = (width: number, height: number): Buffer => png(width, height, Buffer.alloc(4_096, 0xa5));

/** RGB, 8 bits a colour. */
function png(width: number, height: number, packed: Buffer): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', packed), chunk('IEND', Buffer.alloc(0))]);
}
