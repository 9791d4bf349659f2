import { FormatError } from '../format-error.ts';

/** The longest code, and so how many there can be. https://www.w3.org/Graphics/GIF/spec-gif89a.txt, appendix F */
const mostBits = 12;
const mostCodes = 1 << mostBits;

/**
 * Packs indices by GIF's variant of LZW.
 * @param bits of an index, at least 2
 */
export function packLzw(indices: Uint8Array, bits: number): Uint8Array {
  const clearCode = 1 << bits;
  const packed = new Uint8Array(Math.ceil((indices.length * (mostBits + 1)) / 8) + 16);
  /** For each code and each next index the code of both together; 0 is none, since no such code is. */
  const longer = new Uint16Array(mostCodes << bits);
  let [length, held, heldBits] = [0, 0, 0];
  let [codeBits, nextCode] = [bits + 1, clearCode + 2];
  const put = (code: number) => {
    held |= code << heldBits;
    heldBits += codeBits;
    for (; heldBits >= 8; heldBits -= 8) {
      packed[length++] = held;
      held >>>= 8;
    }
  };
  put(clearCode);
  let code = indices[0] ?? 0;
  for (let at = 1; at < indices.length; at += 1) {
    const index = indices[at] ?? 0;
    const both = (code << bits) | index;
    const known = longer[both] ?? 0;
    if (known !== 0) {
      code = known;
      continue;
    }
    put(code);
    code = index;
    if (nextCode < mostCodes) {
      // The reader learns a code one step later, and so begins with longer ones when the next is about to need them.
      if (nextCode === 1 << codeBits) codeBits += 1;
      longer[both] = nextCode++;
    } else {
      put(clearCode);
      longer.fill(0);
      [codeBits, nextCode] = [bits + 1, clearCode + 2];
    }
  }
  put(code);
  // The reader has learned one more code from the last.
  if (nextCode === 1 << codeBits && codeBits < mostBits) codeBits += 1;
  put(clearCode + 1);
  if (heldBits > 0) packed[length++] = held;
  return packed.slice(0, length);
}

/** The first `count` indices that are packed. @throws FormatError if there are fewer */
export function unpackLzw(packed: Uint8Array, bits: number, count: number): Uint8Array {
  const clearCode = 1 << bits;
  const indices = new Uint8Array(count);
  /** Each code is what another one is and one index more. */
  const shorter = new Uint16Array(mostCodes);
  const last = new Uint8Array(mostCodes);
  const lengths = new Uint16Array(mostCodes);
  for (let index = 0; index < clearCode; index += 1) {
    last[index] = index;
    lengths[index] = 1;
  }
  let [at, held, heldBits, done] = [0, 0, 0, 0];
  let [codeBits, nextCode, before] = [bits + 1, clearCode + 2, -1];
  const isDamaged = () => new FormatError('This GIF is damaged: its pixels cannot be unpacked.');
  while (done < count) {
    for (; heldBits < codeBits; heldBits += 8) {
      if (at >= packed.length) throw new FormatError('This GIF is cut off: some of its pixels are missing.');
      held |= (packed[at++] ?? 0) << heldBits;
    }
    const code = held & ((1 << codeBits) - 1);
    held >>>= codeBits;
    heldBits -= codeBits;
    if (code === clearCode) {
      [codeBits, nextCode, before] = [bits + 1, clearCode + 2, -1];
      continue;
    }
    if (code === clearCode + 1) throw isDamaged();
    if (before < 0 ? code > clearCode : code > nextCode) throw isDamaged();
    // Of a code that is just being made: what was before, and its own first index again.
    const isNew = code === nextCode && before >= 0;
    let from = isNew ? before : code;
    const length = (lengths[from] ?? 0) + (isNew ? 1 : 0);
    let to = done + (lengths[from] ?? 0) - 1;
    for (; to >= done; to -= 1) {
      if (to < count) indices[to] = last[from] ?? 0;
      from = shorter[from] ?? 0;
    }
    const first = indices[done] ?? 0;
    if (isNew && done + length - 1 < count) indices[done + length - 1] = first;
    if (before >= 0 && nextCode < mostCodes) {
      shorter[nextCode] = before;
      last[nextCode] = first;
      lengths[nextCode] = (lengths[before] ?? 0) + 1;
      nextCode += 1;
      if (nextCode === 1 << codeBits && codeBits < mostBits) codeBits += 1;
    }
    before = code;
    done += length;
  }
  return indices;
}
