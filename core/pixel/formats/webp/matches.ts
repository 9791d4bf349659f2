/** A value as it is, or `length` values as they were `distance` before. */
export type Token = { value: number } | { length: number; distance: number };

/** A shorter one costs more than its values. */
const leastLength = 4;
/** As far as WebP's symbols reach. */
const mostLength = 4_096;
/** As far back as WebP's symbols reach: the distance and 120 more are below 2^20 (https://developers.google.com/speed/webp/docs/webp_lossless_bitstream_specification#52_lz77_backward_reference). */
const mostDistance = (1 << 20) - 120;
/** Of the places with the same beginning; more of them take longer and make the file hardly smaller. */
const mostTried = 24;
const hashBits = 14;

/** What repeats, found greedily. @param width of a row, since what was above is what often comes again */
export function tokensOf(values: Uint8Array, width: number): Token[] {
  const tokens: Token[] = [];
  const latest = new Int32Array(1 << hashBits).fill(-1);
  const before = new Int32Array(values.length).fill(-1);
  const hashAt = (at: number) => {
    const four =
      (values[at] ?? 0) | ((values[at + 1] ?? 0) << 8) | ((values[at + 2] ?? 0) << 16) | ((values[at + 3] ?? 0) << 24);
    return Math.imul(four, 0x9e3779b1) >>> (32 - hashBits);
  };
  const lengthOf = (at: number, from: number) => {
    const most = Math.min(mostLength, values.length - at);
    let length = 0;
    while (length < most && values[at + length] === values[from + length]) length += 1;
    return length;
  };
  for (let at = 0; at < values.length; ) {
    let [best, distance] = [0, 0];
    const consider = (from: number) => {
      if (at - from > mostDistance) return;
      const length = lengthOf(at, from);
      if (length > best) [best, distance] = [length, at - from];
    };
    // These two distances take the fewest bits, so that they are preferred to others of the same length.
    if (at >= 1) consider(at - 1);
    if (at >= width) consider(at - width);
    for (let from = latest[hashAt(at)] ?? -1, tried = 0; from >= 0 && tried < mostTried; tried += 1) {
      consider(from);
      from = before[from] ?? -1;
    }
    const isMatch = best >= leastLength;
    tokens.push(isMatch ? { length: best, distance } : { value: values[at] ?? 0 });
    const end = at + (isMatch ? best : 1);
    for (; at < end; at += 1) {
      const hash = hashAt(at);
      before[at] = latest[hash] ?? -1;
      latest[hash] = at;
    }
  }
  return tokens;
}
