import { type ByteReader, createReader, createWriter } from '../../bytes.ts';
import { blueOf, greenOf, redOf } from '../../colour/channels.ts';
import type { Colour } from '../../picture.ts';
import {
  counted,
  endsEarly,
  type Palette,
  type PaletteEntry,
  PaletteError,
  paletteOf,
  type ReadPalette,
} from '../palette.ts';
import { colourOfCmyk, colourOfGrey, colourOfHsb, colourOfLab, colourOfShares } from './foreign-colours.ts';

/** Photoshop's swatches: a list without names, and usually the same once more with them. "Color Swatches" in Adobe Photoshop File Formats Specification. */
export function isAco(bytes: Uint8Array): boolean {
  const wordAt = (at: number) => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
  const [version, count, space] = [wordAt(0), wordAt(2), wordAt(4)];
  if (count === 0 || space > highestSpace) return false;
  const end = 4 + 10 * count;
  if (version === 1) return bytes.length === end || (wordAt(end) === 2 && wordAt(end + 2) === count);
  // Each with the length of its name and the zero that ends it.
  return version === 2 && bytes.length >= 4 + 16 * count;
}

/** Of the colour books that the specification numbers. */
const highestSpace = 14;

const spaces: Record<number, { name: string; colour(...values: number[]): Colour }> = {
  0: {
    name: 'RGB',
    colour: (red = 0, green = 0, blue = 0) => colourOfShares(red / 65535, green / 65535, blue / 65535),
  },
  1: {
    name: 'HSB',
    colour: (hue = 0, saturation = 0, light = 0) => colourOfHsb(hue / 65536, saturation / 65535, light / 65535),
  },
  // 0 is all ink.
  2: {
    name: 'CMYK',
    colour: (...inks) => colourOfCmyk(...(inks.map((ink) => 1 - ink / 65535) as [number, number, number, number])),
  },
  7: { name: 'Lab', colour: (light = 0, a = 0, b = 0) => colourOfLab(light / 100, signed(a) / 100, signed(b) / 100) },
  // The specification does not say which end is white; Krita and Cyotek's readers take it to be 10,000.
  8: { name: 'grey', colour: (grey = 0) => colourOfGrey(grey / 10000) },
};

const signed = (value: number) => (value << 16) >> 16;

/** Of colour books (Pantone and others) only the number is in the file: those are left out, and said. @throws PaletteError */
export function readAco(bytes: Uint8Array): ReadPalette {
  const reader = createReader(bytes, false, endsEarly);
  let found: PaletteEntry[] = [];
  let notes: string[] = [];
  for (let isFirst = true; isFirst || reader.left() >= 4; isFirst = false) {
    const version = reader.u16();
    // Other programs may add what they like behind it.
    if (!isFirst && version !== 2) break;
    ({ entries: found, notes } = readList(reader, version));
  }
  return paletteOf(found, { notes });
}

function readList(reader: ByteReader, version: number): { entries: PaletteEntry[]; notes: string[] } {
  const count = reader.u16();
  const entries: PaletteEntry[] = [];
  const converted = new Map<string, number>();
  let unknown = 0;
  for (let entry = 0; entry < count; entry += 1) {
    const space = spaces[reader.u16()];
    const values = [reader.u16(), reader.u16(), reader.u16(), reader.u16()];
    const name = version === 2 ? reader.utf16(reader.u32()) : '';
    if (!space) unknown += 1;
    else entries.push({ colour: space.colour(...values), name });
    if (space && space.name !== 'RGB') converted.set(space.name, (converted.get(space.name) ?? 0) + 1);
  }
  if (entries.length === 0 && unknown > 0)
    throw new PaletteError(
      'unreadable_palette',
      'Its colours are of a colour book (Pantone or another one): the file has their numbers only.',
    );
  return {
    entries,
    notes: [
      ...conversions(converted),
      ...(unknown === 0
        ? []
        : [
            `${counted(unknown, 'colour')} of a colour book ${unknown === 1 ? 'was' : 'were'} left out: the file has only the number.`,
          ]),
    ],
  };
}

/** What to say about colours that were not RGB, by the name of what they were. */
export const conversions = (converted: ReadonlyMap<string, number>): string[] =>
  [...converted].map(
    ([space, count]) =>
      `${counted(count, 'colour')} of ${space} ${count === 1 ? 'was' : 'were'} converted to RGB; a screen may have shown ${count === 1 ? 'it' : 'them'} a little differently.`,
  );

/** Both lists, so that every version of Photoshop reads it and the names stay. */
export function writeAco({ colours, names }: Palette): Uint8Array {
  const writer = createWriter(false);
  for (const version of [1, 2]) {
    writer.u16(version);
    writer.u16(colours.length);
    for (const [index, colour] of colours.entries()) {
      writer.u16(0);
      // A byte times 257 is the same share of 65,535.
      for (const channel of [redOf(colour), greenOf(colour), blueOf(colour)]) writer.u16(channel * 257);
      writer.u16(0);
      if (version === 1) continue;
      const name = names?.[index] ?? '';
      writer.u32(name.length + 1);
      writer.utf16(name);
    }
  }
  return writer.done();
}
