import { createReader, createWriter } from '../../bytes.ts';
import { cutOff, ensure } from '../format-error.ts';

/** https://www.w3.org/TR/png-3/#5PNG-file-signature */
const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

export interface Chunk {
  type: string;
  data: Uint8Array;
}

/** A file of these chunks, and of the one that ends it. */
export function writeChunks(chunks: readonly Chunk[]): Uint8Array {
  const to = createWriter(false);
  to.bytes(signature);
  for (const { type, data } of [...chunks, { type: 'IEND', data: new Uint8Array() }]) {
    const named = createWriter(false);
    named.text(type);
    named.bytes(data);
    const bytes = named.done();
    to.u32(data.length);
    to.bytes(bytes);
    to.u32(crc32(bytes));
  }
  return to.done();
}

/** The chunks of a file, without the one that ends it. @throws FormatError */
export function readChunks(bytes: Uint8Array): Chunk[] {
  const isPng = signature.every((byte, at) => bytes[at] === byte);
  ensure(isPng, 'This is not a PNG file. Save the picture as PNG and try again.');
  const from = createReader(bytes.subarray(signature.length), false, cutOff('PNG'));
  const chunks: Chunk[] = [];
  for (;;) {
    const length = from.u32();
    const named = from.bytes(length + 4);
    ensure(from.u32() === crc32(named), 'This PNG is damaged: a part of it does not match its checksum.');
    const type = new TextDecoder().decode(named.subarray(0, 4));
    if (type === 'IEND') return chunks;
    chunks.push({ type, data: named.subarray(4) });
  }
}

/** https://www.w3.org/TR/png-3/#D-CRCAppendix */
const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? 0xedb88320 ^ (crc >>> 1) : crc >>> 1;
  return crc;
});

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crcTable[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}
