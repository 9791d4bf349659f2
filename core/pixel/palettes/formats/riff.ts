import { createReader, createWriter } from '../../bytes.ts';
import { endsEarly, type Palette, type PaletteEntry, PaletteError, paletteOf, type ReadPalette } from '../palette.ts';

/** Microsoft's palette: a RIFF of the form `PAL ` whose `data` is a LOGPALETTE. Multimedia Programming Interface 1.0 (1991), chapter 3. */
export const isRiff = (bytes: Uint8Array): boolean =>
  String.fromCharCode(...bytes.subarray(0, 4)) === 'RIFF' && String.fromCharCode(...bytes.subarray(8, 12)) === 'PAL ';

/** @throws PaletteError */
export function readRiff(bytes: Uint8Array): ReadPalette {
  const reader = createReader(bytes, true, endsEarly);
  reader.bytes(12);
  while (reader.left() >= 8) {
    const chunk = reader.text(4);
    const size = reader.u32();
    if (chunk !== 'data') {
      reader.bytes(Math.min(reader.left(), size + (size % 2)));
      continue;
    }
    reader.u16();
    const count = reader.u16();
    const entries: PaletteEntry[] = [];
    for (let entry = 0; entry < count; entry += 1) {
      entries.push({ colour: reader.colour() });
      reader.bytes(1);
    }
    return paletteOf(entries);
  }
  throw new PaletteError('broken_palette', 'It says that it is a RIFF palette, and has no colours in it.');
}

export function writeRiff({ colours }: Palette): Uint8Array {
  const writer = createWriter(true);
  const size = 4 + 4 * colours.length;
  writer.text('RIFF');
  writer.u32(12 + size);
  writer.text('PAL data');
  writer.u32(size);
  // Windows 3.0, the only version there is.
  writer.u16(0x0300);
  writer.u16(colours.length);
  for (const colour of colours) {
    writer.colour(colour);
    writer.u8(0);
  }
  return writer.done();
}
