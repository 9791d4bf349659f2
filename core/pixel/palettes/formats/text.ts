import { colourOfBytes } from '../../colour/channels.ts';
import { colourOfHex, hexOf } from '../../colour/hex.ts';
import { type Palette, type PaletteEntry, PaletteError, paletteOf, type ReadPalette } from '../palette.ts';
import { readJson } from './json.ts';
import { leftOutWords, lookalikeIn, strangerWords } from './lookalikes.ts';

/**
 * Signed colours of CSS, SCSS, programs and prose, with the name of the variable that holds one; and functions of CSS for colours, of which `rgb()` of whole numbers is
 * read. Every part has an end, and a name begins where a word does: a file of nothing but `-` or spaces is read in one pass.
 */
const signed =
  /(?:(?<![\w-])(?:--|[$@])([\w-]{1,80})\s{0,9}:\s{0,9})?(#[0-9a-f]{3,8}\b|0x[0-9a-f]{6,8}\b|(?:rgba?|(?<![\w-])(?:hsla?|hwb|lab|lch|oklab|oklch|color))\([a-z\d\s.,%/+-]{1,80}\))/gi;
const rgb =
  /^rgba?\(\s{0,9}\d{1,3}(?:\s{0,9},\s{0,9}|\s{1,9})\d{1,3}(?:\s{0,9},\s{0,9}|\s{1,9})\d{1,3}\s{0,9}(?:[,/]\s{0,9}[\d.]{1,9}%?\s{0,9})?\)$/i;
const bare = /^(?:[0-9a-f]{3}|[0-9a-f]{6}|[0-9a-f]{8})$/i;
const separators = /[\s,;'"[\](){}|]+/;
/** As Coolors writes a palette, and the end of its address. */
const chain = /(?:^|\/)([0-9a-f]{6}(?:-[0-9a-f]{6})+)$/i;
const wordsIn = (text: string): string[] =>
  text.split(separators).flatMap((word) => chain.exec(word)?.[1]?.split('-') ?? (word === '' ? [] : word));

/**
 * What people paste: hex in any form, one a line or many, with commas, quotes and brackets, as JSON, CSS or SCSS, the text of paint.net, Lospec's .hex and
 * what Coolors writes. Where a text has colours with a sign (`#`, `0x`, `rgb()`), only those count, each once; unless it is a list of colours, with a stray word at
 * most here and there: then all do, in their order. Without signed ones, only lines that are such lists, or begin with a colour that has a digit: so that a "decade" in a
 * sentence is none. What looks like a colour and is left out is in the notes. @throws PaletteError no_colours, too_many_colours
 */
export function readText(text: string): ReadPalette {
  const json = readJson(text);
  if (json) return paletteOf(json.entries, { name: json.name });
  const parts = partsOf(text);
  const signedOnes = parts.flatMap(({ isSigned, entry }) => (isSigned && entry ? [entry] : []));
  if (signedOnes.length > 0) {
    const entries = isList(parts) ? parts.flatMap(({ entry }) => entry ?? []) : eachOnce(signedOnes);
    const taken = new Set(entries.map(({ colour }) => colour));
    const left = parts.filter(({ entry }) => !(entry && taken.has(entry.colour)));
    return paletteOf(entries, { notes: notesOn(text, { left: left.map(({ written }) => written), entries }) });
  }
  const { entries, name, left } = bareIn(text);
  if (entries.length === 0)
    throw new PaletteError(
      'no_colours',
      'There is no colour in it. Colours are written like #1a2b3c, one a line or with commas between them.',
    );
  const unread = parts.filter(({ isSigned }) => isSigned).map(({ written }) => written);
  return paletteOf(entries, { name, notes: notesOn(text, { left: [...unread, ...left], entries }) });
}

/** In a line of colours a word among them was meant as one; in prose, and in a file, words are words. */
function notesOn(text: string, { left, entries }: { left: readonly string[]; entries: readonly PaletteEntry[] }) {
  const isLine = !/[\r\n]/.test(text.trim()) && left.length <= entries.length;
  return [...leftOutWords(left), ...(isLine ? strangerWords(left) : [])];
}

/** A colour a line, without a sign: what Lospec calls .hex. */
export const writeHex = ({ colours }: Palette): string =>
  colours.map((colour) => `${hexOf(colour).slice(1)}\n`).join('');

/** What stands between separators. */
interface Part {
  written: string;
  isSigned: boolean;
  /** The colour that it is. */
  entry?: PaletteEntry | undefined;
}

function partsOf(text: string): Part[] {
  const parts: Part[] = [];
  let end = 0;
  const addWords = (to: number) => {
    for (const written of wordsIn(text.slice(end, to)))
      parts.push({ written, isSigned: false, entry: bare.test(written) ? colourOfHex(written) : undefined });
  };
  for (const { 0: whole, 1: variable = '', 2: written = '', index } of text.matchAll(signed)) {
    addWords(index);
    end = index + whole.length;
    const colour = written.endsWith(')') ? colourOfRgb(written) : colourOfHex(written);
    const entry = colour && { ...colour, name: variable.replaceAll(/[-_]+/g, ' ') };
    parts.push({ written, isSigned: true, entry });
  }
  addWords(text.length);
  return parts;
}

function colourOfRgb(written: string): PaletteEntry | undefined {
  if (!rgb.test(written)) return;
  const [red = 0, green = 0, blue = 0, alpha = 1] = (written.match(/[\d.]+%?/g) ?? []).map((part) =>
    part.endsWith('%') ? Number.parseFloat(part) / 100 : Number(part),
  );
  if (Math.max(red, green, blue) > 255 || alpha > 1) return;
  return { colour: colourOfBytes(red, green, blue), alpha: Math.round(alpha * 255) };
}

/** Colours, or what was meant as one: then one that stands twice is meant, and one without a sign as well. */
const isList = (parts: readonly Part[]) =>
  isMostly(
    parts,
    ({ isSigned, entry, written }) => isSigned || entry !== undefined || lookalikeIn(written) === written,
  );

/** All of them, but for one in four that is no colour. */
const isMostly = <One>(all: readonly One[], isColour: (one: One) => boolean) =>
  all.filter(isColour).length >= all.length * 0.75;

function eachOnce(entries: readonly PaletteEntry[]): PaletteEntry[] {
  const seen = new Set<number>();
  return entries.filter(({ colour }) => !seen.has(colour) && seen.add(colour));
}

/** Hex that is no word. */
const isPlain = (word: string): boolean => bare.test(word) && word.length > 3 && lookalikeIn(word) === word;

function bareIn(text: string): { entries: PaletteEntry[]; name?: string | undefined; left: string[] } {
  const lines = text.split(/\r\n|\r|\n/);
  const said = lines.map((line) => /^\s*;\s*Palette Name:\s*(.+)$/i.exec(line)?.[1]).find((name) => name !== undefined);
  const words = lines.map((line) => wordsIn(line.replace(/^\s*(?:;|\/\/).*$/, '')));
  const takenOf = (line: readonly string[]) => {
    if (line.every((word) => bare.test(word))) return line;
    if (isMostly(line, isPlain)) return line.filter(isPlain);
    const [first = ''] = line;
    return isPlain(first) ? [first] : [];
  };
  const taken = words.flatMap(takenOf);
  const left = words.flat().filter((word) => !taken.includes(word));
  // Three letters are a word more often than a colour.
  const counts = taken.some((word) => word.length > 3 || /\d/.test(word)) ? taken : [];
  // paint.net writes the alpha first; where every colour ends in ff as well, that is what is at the end elsewhere.
  const alphaFirst = counts.every((word) => /^ff/i.test(word)) && counts.some((word) => !/ff$/i.test(word));
  return { entries: counts.flatMap((word) => colourOfHex(word, { alphaFirst }) ?? []), name: said, left };
}
