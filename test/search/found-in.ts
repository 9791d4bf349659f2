import { inflateRawSync } from 'node:zlib';
import { unzip } from '../unzip.ts';
import type { Needle } from './needles.ts';

/** A zip in a zip in a zip is nobody's way to keep a word. */
const deepest = 3;

/** The names of those that stand anywhere in the bytes: as they are, in a zip, in what gzip packed, or in what a JWT carries. */
export function foundIn(bytes: Buffer, needles: readonly Needle[]): Set<string> {
  const found = new Set<string>();
  look(bytes, needles, found, 0);
  return found;
}

function look(bytes: Buffer, needles: readonly Needle[], found: Set<string>, depth: number): void {
  for (const { name, forms } of needles)
    if (!found.has(name) && forms.some((form) => bytes.includes(form))) found.add(name);
  if (depth < deepest) for (const inner of packedIn(bytes)) look(inner, needles, found, depth + 1);
}

function* packedIn(bytes: Buffer): Generator<Buffer> {
  if (bytes.subarray(0, 4).equals(zipHead)) yield* quietly(() => [...unzip(bytes).values()]);
  for (let at = bytes.indexOf(gzipHead); at >= 0; at = bytes.indexOf(gzipHead, at + 1))
    yield* quietly(() => [ungzip(bytes.subarray(at))]);
  if (!bytes.includes('eyJ')) return;
  // The head and the body of a JWT are base64url of JSON.
  for (const [, body = ''] of bytes.toString('latin1').matchAll(/eyJ[\w-]+\.([\w-]{4,})\.[\w-]*/g))
    yield Buffer.from(body, 'base64url');
}

const zipHead = Buffer.from('PK\x03\x04', 'latin1');
const gzipHead = Buffer.from([0x1f, 0x8b, 0x08]);

/** Whatever stands behind it: Node's own gunzip refuses that. RFC 1952: flags, then an extra field, a name and a comment, if there are any. */
function ungzip(bytes: Buffer): Buffer {
  const flags = bytes[3] ?? 0;
  let at = 10;
  if (flags & 4) at += 2 + bytes.readUInt16LE(at);
  for (const flag of [8, 16]) if (flags & flag) at = bytes.indexOf(0, at) + 1;
  if (flags & 2) at += 2;
  return inflateRawSync(bytes.subarray(at));
}

/** What only looks packed. */
function quietly(unpack: () => Buffer[]): Buffer[] {
  try {
    return unpack();
  } catch {
    return [];
  }
}
