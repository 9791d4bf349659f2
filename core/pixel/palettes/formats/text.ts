import { colourOfBytes } from '../../colour/channels.ts';
import { colourOfHex, hexOf } from '../../colour/hex.ts';
import { type Palette, type PaletteEntry, PaletteError, paletteOf, type ReadPalette } from '../palette.ts';
import { readJson } from './json.ts';

/**
 * Signed colours of CSS, SCSS, programs and prose, with the name of the variable that holds one. Every part has an end, and a name begins where a word does: a file of
 * nothing but `-` or spaces is read in one pass.
 */
const signed =
  /(?:(?<![\w-])(?:--|[$@])([\w-]{1,80})\s{0,9}:\s{0,9})?(#[0-9a-f]{3,8}\b|0x[0-9a-f]{6,8}\b|rgba?\(\s{0,9}\d{1,3}(?:\s{0,9},\s{0,9}|\s{1,9})\d{1,3}(?:\s{0,9},\s{0,9}|\s{1,9})\d{1,3}\s{0,9}(?:[,/]\s{0,9}[\d.]{1,9}%?\s{0,9})?\))/gi;
const bare = /^(?:[0-9a-f]{3}|[0-9a-f]{6}|[0-9a-f]{8})$/i;

/**
 * What people paste: hex in any form, one a line or many, with commas, quotes and brackets, as JSON, CSS or SCSS, the text of paint.net and Lospec's
 * .hex. Where a text has colours with a sign (`#`, `0x`, `rgb()`), only those count, each once; without, only lines that are nothing but colours, or
 * begin with one that has a digit: so that a "decade" in a sentence is none. @throws PaletteError no_colours, too_many_colours
 */
export function readText(text: string): ReadPalette {
  const json = readJson(text);
  if (json) return paletteOf(json.entries, { name: json.name });
  const found = signedIn(text);
  if (found.length > 0) return paletteOf(isOnlyColours(text) ? found : eachOnce(found));
  const { entries, name } = bareIn(text);
  if (entries.length === 0)
    throw new PaletteError(
      'no_colours',
      'There is no colour in it. Colours are written like #1a2b3c, one a line or with commas between them.',
    );
  return paletteOf(entries, { name });
}

/** A colour a line, without a sign: what Lospec calls .hex. */
export const writeHex = ({ colours }: Palette): string =>
  colours.map((colour) => `${hexOf(colour).slice(1)}\n`).join('');

function signedIn(text: string): PaletteEntry[] {
  return [...text.matchAll(signed)].flatMap(([, variable, written = '']) => {
    const entry = written.startsWith('r') || written.startsWith('R') ? colourOfRgb(written) : colourOfHex(written);
    return entry ? [{ ...entry, name: variable?.replaceAll(/[-_]+/g, ' ') ?? '' }] : [];
  });
}

function colourOfRgb(written: string): PaletteEntry | undefined {
  const [red = 0, green = 0, blue = 0, alpha = 1] = (written.match(/[\d.]+%?/g) ?? []).map((part) =>
    part.endsWith('%') ? Number.parseFloat(part) / 100 : Number(part),
  );
  if (Math.max(red, green, blue) > 255 || alpha > 1) return;
  return { colour: colourOfBytes(red, green, blue), alpha: Math.round(alpha * 255) };
}

/** Nothing but colours and what stands between them: then one that stands twice is meant. */
const isOnlyColours = (text: string) => /^[\s,;'"[\](){}]*$/.test(text.replaceAll(signed, ''));

function eachOnce(entries: readonly PaletteEntry[]): PaletteEntry[] {
  const seen = new Set<number>();
  return entries.filter(({ colour }) => !seen.has(colour) && seen.add(colour));
}

function bareIn(text: string): { entries: PaletteEntry[]; name?: string | undefined } {
  const lines = text.split(/\r\n|\r|\n/);
  const said = lines.map((line) => /^\s*;\s*Palette Name:\s*(.+)$/i.exec(line)?.[1]).find((name) => name !== undefined);
  const words = lines.map((line) =>
    line
      .replace(/^\s*(?:;|\/\/).*$/, '')
      .split(/[\s,;'"[\](){}|]+/)
      .filter((word) => word !== ''),
  );
  const taken = words.flatMap((line) => {
    if (line.every((word) => bare.test(word))) return line;
    const [first = ''] = line;
    return bare.test(first) && first.length > 3 && /\d/.test(first) ? [first] : [];
  });
  // Three letters are a word more often than a colour.
  const counts = taken.some((word) => word.length > 3 || /\d/.test(word)) ? taken : [];
  // paint.net writes the alpha first; where every colour ends in ff as well, that is what is at the end elsewhere.
  const alphaFirst = counts.every((word) => /^ff/i.test(word)) && counts.some((word) => !/ff$/i.test(word));
  return { entries: counts.flatMap((word) => colourOfHex(word, { alphaFirst }) ?? []), name: said };
}
