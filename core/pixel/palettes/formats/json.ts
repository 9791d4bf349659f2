import { colourOfBytes } from '../../colour/channels.ts';
import { colourOfHex } from '../../colour/hex.ts';
import type { PaletteEntry } from '../palette.ts';

/** Fields that hold a colour, and so are not its name. */
const fieldNames = /^(?:hex|colou?rs?|value|code|rgb|data|\d+)$/i;

/** Fields about a palette, in which no colour is. */
const aboutIt = /^(?:name|id|author|licen[cs]e|version|slug|title|url)$/i;
/** Nobody's palette is as deep. */
const deepest = 32;

/** Colours of JSON, wherever they are in it: as hex, as `[26, 28, 44]` or `{ r, g, b }`; the name of the palette as Lospec has it. Undefined if it is no JSON, or has none. */
export function readJson(text: string): { entries: PaletteEntry[]; name?: string | undefined } | undefined {
  if (!/^\s*[[{]/.test(text)) return;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return;
  }
  const all = [...coloursIn(value)];
  // Three or four letters and digits are an author more often than a colour, where the colours are longer or have a sign.
  const entries = all.some(({ isLong }) => isLong) ? all.filter(({ isLong }) => isLong) : all;
  if (entries.length === 0) return;
  return { entries, name: isRecord(value) && typeof value.name === 'string' ? value.name : undefined };
}

type Found = PaletteEntry & { isLong: boolean };

function* coloursIn(value: unknown, name = '', depth = 0): Generator<Found> {
  if (depth > deepest) return;
  if (typeof value === 'string') {
    const written = colourOfHex(value);
    if (written) yield { ...written, name, isLong: value.trim().length >= 6 || /^\s*(?:#|0x)/i.test(value) };
  } else if (Array.isArray(value)) {
    const colour = colourOfNumbers(value);
    if (colour) yield { ...colour, name, isLong: true };
    else for (const each of value) yield* coloursIn(each, '', depth + 1);
  } else if (isRecord(value)) {
    const colour = colourOfNumbers([value.r, value.g, value.b]);
    const called = typeof value.name === 'string' ? value.name : name;
    if (colour) yield { ...colour, name: called, isLong: true };
    else
      for (const [key, each] of Object.entries(value))
        if (!aboutIt.test(key))
          yield* coloursIn(each, fieldNames.test(key) ? (isOne(each) ? called : '') : key, depth + 1);
  }
}

/** One colour, and not a list of them. */
const isOne = (value: unknown) =>
  typeof value === 'string' || (Array.isArray(value) && colourOfNumbers(value) !== undefined);

function colourOfNumbers(value: readonly unknown[]): PaletteEntry | undefined {
  if (value.length !== 3 && value.length !== 4) return;
  const numbers = value.filter(
    (each) => typeof each === 'number' && Number.isInteger(each) && each >= 0 && each <= 255,
  ) as number[];
  if (numbers.length !== value.length) return;
  const [red = 0, green = 0, blue = 0, alpha = 255] = numbers;
  return { colour: colourOfBytes(red, green, blue), alpha };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
