import type { IndexedPicture } from '../../picture.ts';
import { type Bits, createBits } from './bits.ts';
import { type Token, tokensOf } from './matches.ts';
import { putPrefixCode, putSymbol } from './prefix-code.ts';

const colourIndexing = 3;
/** Values as they are, then lengths. */
const lengthSymbols = 24;
const distanceSymbols = 40;
/** Smaller numbers of distances stand for places nearby, in rows above as well. */
const nearDistances = 120;

/**
 * The pixels of a WebP without loss, `VP8L`. Its palette is of the colours that are used; one that is clear has no colour of its own.
 * https://developers.google.com/speed/webp/docs/webp_lossless_bitstream_specification
 */
export function losslessOf({ width, height, indices, colours, clear }: IndexedPicture): Uint8Array {
  const used = [...new Set(indices)].sort((a, b) => a - b);
  const looks = used.map((index) => (index === clear ? 0 : (0xff000000 | (colours[index] ?? 0)) >>> 0));
  const to = createBits();
  to.put(0x2f, 8);
  to.put(width - 1, 14);
  to.put(height - 1, 14);
  to.put(clear !== undefined && used.includes(clear) ? 1 : 0, 1);
  to.put(0, 3);
  to.put(1, 1);
  to.put(colourIndexing, 2);
  to.put(used.length - 1, 8);
  putPalette(to, looks);
  // No other transform, no cache of colours, one set of codes for the whole picture.
  to.put(0, 1);
  to.put(0, 1);
  to.put(0, 1);
  const numbers = new Uint8Array(256);
  for (const [number, index] of used.entries()) numbers[index] = number;
  const bundled = bundle(
    indices.map((index) => numbers[index] ?? 0),
    { width, height },
    used.length,
  );
  putValues(to, tokensOf(bundled.values, bundled.width), bundled.width);
  return to.done();
}

/** Each colour as what it is more than the one before, part by part. */
function putPalette(to: Bits, looks: readonly number[]): void {
  const parts = [8, 16, 0, 24].map((shift) =>
    Uint8Array.from(looks, (look, at) => (look >>> shift) - ((looks[at - 1] ?? 0) >>> shift)),
  );
  // No cache of colours.
  to.put(0, 1);
  const codes = parts.map((part, number) =>
    putPrefixCode(to, countsOf(part, number === 0 ? 256 + lengthSymbols : 256)),
  );
  putPrefixCode(to, new Uint32Array(distanceSymbols));
  for (const at of looks.keys())
    for (const [number, code] of codes.entries()) putSymbol(to, code, parts[number]?.[at] ?? 0);
}

function countsOf(values: Uint8Array, symbols: number): Uint32Array {
  const counts = new Uint32Array(symbols);
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}

/** Of few colours, 2, 4 or 8 pixels of a row are one value, the first in its lowest bits. */
function bundle(indices: Uint8Array, { width, height }: { width: number; height: number }, colours: number) {
  const shift = colours <= 2 ? 3 : colours <= 4 ? 2 : colours <= 16 ? 1 : 0;
  if (shift === 0) return { values: indices, width };
  const bits = 8 >> shift;
  const across = Math.ceil(width / (1 << shift));
  const values = new Uint8Array(across * height);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const at = y * across + (x >> shift);
      const place = (x & ((1 << shift) - 1)) * bits;
      values[at] = (values[at] ?? 0) | ((indices[y * width + x] ?? 0) << place);
    }
  return { values, width: across };
}

/** A length or a distance: its symbol says how large it is about, and extra bits the rest. */
function prefixOf(value: number): { symbol: number; extra: number; extraBits: number } {
  const from0 = value - 1;
  if (from0 < 4) return { symbol: from0, extra: 0, extraBits: 0 };
  const highest = 31 - Math.clz32(from0);
  const extraBits = highest - 1;
  return {
    symbol: 2 * highest + ((from0 >>> extraBits) & 1),
    extra: from0 & ((1 << extraBits) - 1),
    extraBits,
  };
}

/** @param width of a row of values */
function putValues(to: Bits, tokens: readonly Token[], width: number): void {
  // 1 is the place above, 2 the one to the left.
  const numberOf = (distance: number) => (distance === width ? 1 : distance === 1 ? 2 : distance + nearDistances);
  const greens = new Uint32Array(256 + lengthSymbols);
  const distances = new Uint32Array(distanceSymbols);
  const count = (counts: Uint32Array, symbol: number) => {
    counts[symbol] = (counts[symbol] ?? 0) + 1;
  };
  for (const token of tokens)
    if ('value' in token) count(greens, token.value);
    else {
      count(greens, 256 + prefixOf(token.length).symbol);
      count(distances, prefixOf(numberOf(token.distance)).symbol);
    }
  const green = putPrefixCode(to, greens);
  // Red, blue and alpha of an index are not looked at: one symbol each, which takes no bits.
  for (let part = 0; part < 3; part += 1) putPrefixCode(to, new Uint32Array(256));
  const distance = putPrefixCode(to, distances);
  for (const token of tokens) {
    if ('value' in token) {
      putSymbol(to, green, token.value);
      continue;
    }
    const length = prefixOf(token.length);
    putSymbol(to, green, 256 + length.symbol);
    to.put(length.extra, length.extraBits);
    const far = prefixOf(numberOf(token.distance));
    putSymbol(to, distance, far.symbol);
    to.put(far.extra, far.extraBits);
  }
}
