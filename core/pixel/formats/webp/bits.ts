export type Bits = ReturnType<typeof createBits>;

/** Numbers of so many bits one after the other, the lowest bit first, as WebP has them. */
export function createBits() {
  let bytes = new Uint8Array(1_024);
  let [length, held, heldBits] = [0, 0, 0];
  const push = (byte: number) => {
    if (length === bytes.length) {
      const larger = new Uint8Array(length * 2);
      larger.set(bytes);
      bytes = larger;
    }
    bytes[length++] = byte;
  };
  return {
    /** @param count 24 at most */
    put(value: number, count: number) {
      held |= value << heldBits;
      heldBits += count;
      for (; heldBits >= 8; heldBits -= 8) {
        push(held & 0xff);
        held >>>= 8;
      }
    },
    done(): Uint8Array {
      if (heldBits > 0) push(held & 0xff);
      return bytes.slice(0, length);
    },
  };
}
