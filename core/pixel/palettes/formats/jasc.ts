import { blueOf, colourOfBytes, greenOf, redOf } from '../../colour/channels.ts';
import { type Palette, PaletteError, paletteOf, type ReadPalette } from '../palette.ts';

/** Paint Shop Pro's palette: a heading, a version, how many, and a line of three numbers for each. */
export const isJasc = (text: string): boolean => /^JASC-PAL\s/.test(text);

/** Also with a fourth number for alpha, which Aseprite writes. @throws PaletteError */
export function readJasc(text: string): ReadPalette {
  const [, , count = '', ...lines] = text.split(/\r\n|\r|\n/).map((line) => line.trim());
  const entries = lines
    .filter((line) => line !== '')
    .map((line) => {
      const [red = -1, green = -1, blue = -1, alpha = 255] = line.split(/\s+/).map(Number);
      if (![red, green, blue, alpha].every((number) => number >= 0 && number <= 255))
        throw new PaletteError(
          'broken_palette',
          `In a JASC palette “${line.slice(0, 40)}” is no colour: it takes three numbers of 0 to 255.`,
        );
      return { colour: colourOfBytes(red, green, blue), alpha };
    });
  const notes =
    Number(count) === entries.length
      ? []
      : [`The file says that it has ${count.slice(0, 12)} colours; there are ${entries.length}.`];
  return paletteOf(entries, { notes });
}

/** Lines end as on Windows: Paint Shop Pro reads no others. */
export function writeJasc({ colours }: Palette): string {
  const lines = colours.map((colour) => `${redOf(colour)} ${greenOf(colour)} ${blueOf(colour)}`);
  return ['JASC-PAL', '0100', colours.length, ...lines, ''].join('\r\n');
}
