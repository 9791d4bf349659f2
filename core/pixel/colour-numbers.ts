import type { Colour } from './picture.ts';

/**
 * Numbers colours in the order in which they come, from 0. A table of its own because a Map takes three times as long, and this is asked for every pixel.
 * `numberOf` answers −1 for a colour that would be one more than `most`.
 */
export function createColourNumbers(most: number): { colours: Colour[]; numberOf(colour: Colour): number } {
  // At most half full, so that few colours share a place.
  const bits = 33 - Math.clz32(most);
  const mask = (1 << bits) - 1;
  /** The colour + 1; 0 is free. */
  const taken = new Int32Array(1 << bits);
  const numbers = new Int32Array(1 << bits);
  const colours: Colour[] = [];
  return {
    colours,
    numberOf(colour) {
      // Knuth's multiplicative hash: the upper bits of the product with 2³² ÷ the golden ratio.
      let place = Math.imul(colour, 0x9e3779b1) >>> (32 - bits);
      for (;;) {
        const there = taken[place];
        if (there === colour + 1) return numbers[place] ?? 0;
        if (there === 0) break;
        place = (place + 1) & mask;
      }
      if (colours.length >= most) return -1;
      taken[place] = colour + 1;
      numbers[place] = colours.length;
      return colours.push(colour) - 1;
    },
  };
}
