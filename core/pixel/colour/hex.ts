import type { Colour } from '../picture.ts';

/** As CSS and artists write it: `#1a2b3c`. */
export const hexOf = (colour: Colour): string => `#${colour.toString(16).padStart(6, '0')}`;

/** A colour that somebody wrote, with its alpha, 0 to 255. */
export interface WrittenColour {
  colour: Colour;
  alpha: number;
}

const written = /^(#|0x|&h|\$)?([0-9a-f]{3,8})$/i;

/**
 * Reads one colour in hex, however it is written: `1a2b3c`, `#1A2B3C`, `0x1a2b3c`, `#abc`, `#abcf`, `#1a2b3cff`.
 * Of eight digits the alpha is the last two, as CSS has it, but the first two after `0x` and where `alphaFirst` says so (paint.net writes so).
 * Answers undefined for what is none.
 */
export function colourOfHex(text: string, { alphaFirst = false } = {}): WrittenColour | undefined {
  const [, sign = '', digits = ''] = written.exec(text.trim()) ?? [];
  if (digits.length === 3 || digits.length === 4) return colourOfHex(`#${digits.replace(/./g, '$&$&')}`);
  const value = Number.parseInt(digits, 16);
  if (digits.length === 6) return { colour: value, alpha: 255 };
  if (digits.length !== 8) return;
  if (alphaFirst || /^0x$/i.test(sign)) return { colour: value & 0xffffff, alpha: value >>> 24 };
  return { colour: value >>> 8, alpha: value & 255 };
}
