import { blueOf, colourOfBytes, greenOf, redOf } from '../../colour/channels.ts';
import { type Palette, type PaletteEntry, PaletteError, paletteOf, type ReadPalette } from '../palette.ts';

/** GIMP's palette, which Inkscape, Krita, Aseprite and most others read: app/core/gimppalette-load.c of GIMP. */
export const isGpl = (text: string): boolean => text.startsWith('GIMP Palette');

/** Also with a fourth number for alpha, which Aseprite writes under `Channels: RGBA`. @throws PaletteError */
export function readGpl(text: string): ReadPalette {
  let name: string | undefined;
  let hasAlpha = false;
  const entries: PaletteEntry[] = [];
  for (const line of text.split(/\r\n|\r|\n/).slice(1)) {
    const said = /^(Name|Columns|Channels):\s*(.*)$/i.exec(line.trim());
    if (said && entries.length === 0) {
      const [, field = '', value = ''] = said;
      if (field.toLowerCase() === 'name') name = value;
      if (field.toLowerCase() === 'channels') hasAlpha = value.trim().toUpperCase() === 'RGBA';
      continue;
    }
    if (/^\s*(#|$)/.test(line)) continue;
    const [, red, green, blue, rest = ''] = /^\s*(\d+)\s+(\d+)\s+(\d+)(?:\s+(.*))?$/.exec(line) ?? [];
    const numbers = [red, green, blue].map(Number);
    if (numbers.some((number) => !(number <= 255)))
      throw new PaletteError(
        'broken_palette',
        `In a GIMP palette “${line.trim().slice(0, 40)}” is no colour: it takes three numbers of 0 to 255.`,
      );
    const [, alpha, named] = (hasAlpha && /^(\d+)(?:\s+(.*))?$/.exec(rest)) || [undefined, undefined, rest];
    const colour = colourOfBytes(Number(red), Number(green), Number(blue));
    entries.push({
      colour,
      name: named ?? '',
      ...(alpha === undefined ? {} : { alpha: Math.min(255, Number(alpha)) }),
    });
  }
  return paletteOf(entries, { name });
}

/** Three numbers and never `Channels: RGBA`: GIMP 2.10 takes that line for a colour, and every index is one off. */
export function writeGpl({ colours, names, name }: Palette): string {
  const lines = colours.map((colour, index) => {
    const numbers = [redOf(colour), greenOf(colour), blueOf(colour)]
      .map((number) => String(number).padStart(3))
      .join(' ');
    return `${numbers}\t${oneLine(names?.[index] ?? '') || 'Untitled'}`;
  });
  return `GIMP Palette\nName: ${oneLine(name ?? '') || 'Palette'}\nColumns: ${Math.min(16, colours.length)}\n#\n${lines.join('\n')}\n`;
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();
