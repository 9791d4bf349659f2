import { writeAco } from './formats/aco.ts';
import { writeAct } from './formats/act.ts';
import { writeAse } from './formats/ase.ts';
import { writeGpl } from './formats/gpl.ts';
import { writeJasc } from './formats/jasc.ts';
import { writeRiff } from './formats/riff.ts';
import { writeHex } from './formats/text.ts';
import type { PaletteFormat } from './formats.ts';
import type { Palette } from './palette.ts';

/** The file of a palette; a picture is written by whoever has `swatchOf` and a writer of PNG. What a format cannot say, such as names, is not in it. */
export function writePalette(palette: Palette, format: Exclude<PaletteFormat, 'png'>): Uint8Array {
  switch (format) {
    case 'gpl':
      return bytesOf(writeGpl(palette));
    case 'hex':
      return bytesOf(writeHex(palette));
    case 'jasc':
      return bytesOf(writeJasc(palette));
    case 'riff':
      return writeRiff(palette);
    case 'act':
      return writeAct(palette);
    case 'aco':
      return writeAco(palette);
    case 'ase':
      return writeAse(palette);
  }
}

const bytesOf = (text: string) => new TextEncoder().encode(text);
