import { createReader } from '../../bytes.ts';
import { blueOf, greenOf, redOf } from '../../colour/channels.ts';
import { endsEarly, mostColours, type Palette, PaletteError, paletteOf, type ReadPalette } from '../palette.ts';

const tableBytes = mostColours * 3;
const none = 0xffff;

/** Photoshop's colour table has no heading: its size says what it is. "Color Table" in Adobe Photoshop File Formats Specification. */
export const isAct = (bytes: Uint8Array): boolean => bytes.length === tableBytes || bytes.length === tableBytes + 4;

/** With 772 bytes it says how many colours there are and which one is clear; with 768 the filling at its end is a guess, and said. @throws PaletteError */
export function readAct(bytes: Uint8Array): ReadPalette {
  const reader = createReader(bytes, false, endsEarly);
  const colours = Array.from({ length: mostColours }, () => reader.colour());
  if (reader.left() === 0) {
    const used = withoutFilling(colours);
    const left = colours.length - used.length;
    const notes =
      left === 0
        ? []
        : [`The file does not say how many colours it has; ${left} equal ones at its end were taken as filling.`];
    return paletteOf(
      used.map((colour) => ({ colour })),
      { notes },
    );
  }
  const said = reader.u16();
  const count = said === 0 ? mostColours : said;
  const clear = reader.u16();
  if (count > mostColours)
    throw new PaletteError(
      'broken_palette',
      `It says that it has ${count} colours, and there is room for ${mostColours} in it.`,
    );
  return paletteOf(
    colours.slice(0, count).map((colour, index) => ({ colour, ...(index === clear ? { alpha: 0 } : {}) })),
  );
}

/** Equal ones at the end are filling, except for the first of them if the colour is nowhere else. */
function withoutFilling(colours: readonly number[]): readonly number[] {
  const last = colours.at(-1);
  const end = colours.findLastIndex((colour) => colour !== last) + 1;
  if (colours.length - end < 2) return colours;
  const used = colours.slice(0, end);
  return last === undefined || used.includes(last) ? used : [...used, last];
}

/** Always 772 bytes. */
export function writeAct({ colours, clear }: Palette): Uint8Array {
  const bytes = new Uint8Array(tableBytes + 4);
  for (const [index, colour] of colours.entries())
    bytes.set([redOf(colour), greenOf(colour), blueOf(colour)], index * 3);
  const view = new DataView(bytes.buffer);
  view.setUint16(tableBytes, colours.length);
  view.setUint16(tableBytes + 2, clear ?? none);
  return bytes;
}
