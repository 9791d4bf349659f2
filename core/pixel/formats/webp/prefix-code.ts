import type { Bits } from './bits.ts';

/** For each symbol how many bits it has and which, the first one lowest. */
export interface PrefixCode {
  lengths: Uint8Array;
  codes: Uint16Array;
}

const mostBits = 15;
const mostBitsOfLengths = 7;

/** The order in which the lengths of the code for lengths are written. */
const lengthOrder = [17, 18, 0, 1, 2, 3, 4, 5, 16, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15];

/**
 * Writes a prefix code that is good for symbols that come so often, and answers with it.
 * https://developers.google.com/speed/webp/docs/webp_lossless_bitstream_specification#6_entropy_code
 */
export function putPrefixCode(to: Bits, counts: Uint32Array): PrefixCode {
  const used = [...counts.keys()].filter((symbol) => counts[symbol] !== 0);
  if (used.length <= 2 && (used.at(-1) ?? 0) < 256) return putSimpleCode(to, used, counts.length);
  to.put(0, 1);
  const lengths = lengthsFor(counts, mostBits);
  putLengths(to, lengths);
  return codeOf(lengths);
}

/** Of one symbol, which then takes no bits, or of two. */
function putSimpleCode(to: Bits, used: readonly number[], symbols: number): PrefixCode {
  const [first = 0, second] = used;
  to.put(1, 1);
  to.put(second === undefined ? 0 : 1, 1);
  const isShort = first <= 1;
  to.put(isShort ? 0 : 1, 1);
  to.put(first, isShort ? 1 : 8);
  const lengths = new Uint8Array(symbols);
  if (second !== undefined) {
    to.put(second, 8);
    lengths[first] = lengths[second] = 1;
  }
  return codeOf(lengths);
}

function putLengths(to: Bits, lengths: Uint8Array): void {
  const runs = runsOf(lengths);
  const counts = new Uint32Array(lengthOrder.length);
  for (const { symbol } of runs) counts[symbol] = (counts[symbol] ?? 0) + 1;
  const own = lengthsFor(counts, mostBitsOfLengths);
  const written = lengthOrder.map((symbol) => own[symbol] ?? 0);
  const count = Math.max(4, written.findLastIndex((length) => length !== 0) + 1);
  to.put(count - 4, 4);
  for (const length of written.slice(0, count)) to.put(length, 3);
  // All symbols have a length.
  to.put(0, 1);
  // A single symbol is written with no bits.
  const isSingle = counts.filter((each) => each !== 0).length === 1;
  const code = codeOf(isSingle ? new Uint8Array(own.length) : own);
  for (const { symbol, extra, extraBits } of runs) {
    putSymbol(to, code, symbol);
    to.put(extra, extraBits);
  }
}

export function putSymbol(to: Bits, { lengths, codes }: PrefixCode, symbol: number): void {
  to.put(codes[symbol] ?? 0, lengths[symbol] ?? 0);
}

interface Run {
  symbol: number;
  extra: number;
  extraBits: number;
}

/** Lengths, of which 17 and 18 stand for 3 to 10 and 11 to 138 zeros, and 16 for 3 to 6 of what was before. */
function runsOf(lengths: Uint8Array): Run[] {
  const runs: Run[] = [];
  for (let at = 0; at < lengths.length; ) {
    const length = lengths[at] ?? 0;
    let same = 1;
    while (lengths[at + same] === length) same += 1;
    at += same;
    if (length !== 0) {
      runs.push({ symbol: length, extra: 0, extraBits: 0 });
      same -= 1;
    }
    while (same >= 3) {
      const taken = Math.min(same, length === 0 ? 138 : 6);
      if (length !== 0) runs.push({ symbol: 16, extra: taken - 3, extraBits: 2 });
      else if (taken <= 10) runs.push({ symbol: 17, extra: taken - 3, extraBits: 3 });
      else runs.push({ symbol: 18, extra: taken - 11, extraBits: 7 });
      same -= taken;
    }
    for (; same > 0; same -= 1) runs.push({ symbol: length, extra: 0, extraBits: 0 });
  }
  return runs;
}

/** Huffman's lengths. If one is too long, rare symbols are taken to be less rare, until none is. A single symbol gets 1. */
function lengthsFor(counts: Uint32Array, most: number): Uint8Array {
  const lengths = new Uint8Array(counts.length);
  const used = [...counts.keys()].filter((symbol) => counts[symbol] !== 0);
  if (used.length < 2) {
    for (const symbol of used) lengths[symbol] = 1;
    return lengths;
  }
  for (let least = 1; ; least *= 2) {
    const countOf = (symbol: number) => Math.max(counts[symbol] ?? 0, least);
    const sorted = used.toSorted((a, b) => countOf(a) - countOf(b) || a - b);
    const depths = depthsOf(sorted.map(countOf));
    if (Math.max(...depths) > most) continue;
    for (const [at, symbol] of sorted.entries()) lengths[symbol] = depths[at] ?? 0;
    return lengths;
  }
}

/** How deep each leaf lies in Huffman's tree. @param weights two or more, in ascending order */
function depthsOf(weights: readonly number[]): number[] {
  const leaves = weights.length;
  const nodes = 2 * leaves - 1;
  const weight = [...weights];
  const parent = new Array<number>(nodes).fill(0);
  let [leaf, inner] = [0, leaves];
  for (let made = leaves; made < nodes; made += 1) {
    // Inner nodes are made in ascending order as well.
    const lightest = () =>
      leaf < leaves && (inner >= made || (weight[leaf] ?? 0) <= (weight[inner] ?? 0)) ? leaf++ : inner++;
    const [one, other] = [lightest(), lightest()];
    weight[made] = (weight[one] ?? 0) + (weight[other] ?? 0);
    parent[one] = parent[other] = made;
  }
  const depth = new Array<number>(nodes).fill(0);
  for (let node = nodes - 2; node >= 0; node -= 1) depth[node] = (depth[parent[node] ?? 0] ?? 0) + 1;
  return depth.slice(0, leaves);
}

/** The canonical code: shorter ones first, and of one length in the order of the symbols. */
function codeOf(lengths: Uint8Array): PrefixCode {
  const codes = new Uint16Array(lengths.length);
  let code = 0;
  for (let length = 1; length <= mostBits; length += 1) {
    for (let symbol = 0; symbol < lengths.length; symbol += 1)
      if (lengths[symbol] === length) codes[symbol] = reversed(code++, length);
    code <<= 1;
  }
  return { lengths, codes };
}

function reversed(code: number, length: number): number {
  let turned = 0;
  for (let bit = 0; bit < length; bit += 1) turned |= ((code >>> bit) & 1) << (length - 1 - bit);
  return turned;
}
