import { crc32 } from 'node:zlib';
import { pngSignature } from '../../assets/sniff-format.ts';
import { cutShort, damaged } from './container.ts';

/** A chunk of a PNG file (PNG, third edition, section 5.3, https://www.w3.org/TR/png-3/#5Chunk-layout). */
export interface PngChunk {
  /** Four letters; the first is a capital if a decoder must understand the chunk. */
  type: string;
  data: Buffer;
  /** Length, type, data and checksum, as in the file. */
  whole: Buffer;
}

const overhead = 12;

/** The chunks of a PNG up to IEND, checksums verified; anything after it is left out. @throws ImageError `broken` */
export function readPngChunks(bytes: Buffer): PngChunk[] {
  const chunks: PngChunk[] = [];
  let offset = pngSignature.length;
  while (offset + overhead <= bytes.length) {
    const end = offset + overhead + bytes.readUInt32BE(offset);
    if (end > bytes.length) break;
    const whole = bytes.subarray(offset, end);
    if (crc32(whole.subarray(4, -4)) !== whole.readUInt32BE(whole.length - 4))
      throw damaged('a checksum does not match');
    const type = whole.toString('latin1', 4, 8);
    chunks.push({ type, data: whole.subarray(8, -4), whole });
    if (type === 'IEND') return chunks;
    offset = end;
  }
  throw cutShort();
}

export function pngChunk(type: string, data: Buffer): Buffer {
  const whole = Buffer.alloc(data.length + overhead);
  whole.writeUInt32BE(data.length, 0);
  whole.write(type, 4, 'latin1');
  data.copy(whole, 8);
  whole.writeUInt32BE(crc32(whole.subarray(4, -4)), whole.length - 4);
  return whole;
}
