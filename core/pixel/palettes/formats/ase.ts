import { createReader, createWriter } from '../../bytes.ts';
import { blueOf, greenOf, redOf } from '../../colour/channels.ts';
import type { Colour } from '../../picture.ts';
import { endsEarly, type Palette, type PaletteEntry, PaletteError, paletteOf, type ReadPalette } from '../palette.ts';
import { conversions } from './aco.ts';
import { colourOfCmyk, colourOfGrey, colourOfLab, colourOfShares } from './foreign-colours.ts';

const colourBlock = 0x0001;
const groupStart = 0xc001;
const groupEnd = 0xc002;
/** Neither global nor spot. */
const normal = 2;

/** Adobe Swatch Exchange, of Illustrator, InDesign and Photoshop. Adobe publishes no specification; this is http://www.selapa.net/swatches/colors/fileformats.php#adobe_ase. */
export const isAse = (bytes: Uint8Array): boolean => String.fromCharCode(...bytes.subarray(0, 4)) === 'ASEF';

/** @throws PaletteError */
export function readAse(bytes: Uint8Array): ReadPalette {
  const reader = createReader(bytes, false, endsEarly);
  reader.bytes(8);
  const blocks = reader.u32();
  const entries: PaletteEntry[] = [];
  const converted = new Map<string, number>();
  let name: string | undefined;
  for (let block = 0; block < blocks; block += 1) {
    const type = reader.u16();
    const content = createReader(reader.bytes(reader.u32()), false, endsEarly);
    if (type === groupStart) name ??= content.utf16(content.u16());
    if (type === colourBlock) {
      const called = content.utf16(content.u16());
      const model = content.text(4).trim();
      entries.push({ colour: colourOfModel(model, content.f32), name: called });
      const said = model === 'Gray' ? 'grey' : model;
      if (model !== 'RGB') converted.set(said, (converted.get(said) ?? 0) + 1);
    }
  }
  return paletteOf(entries, { name, notes: conversions(converted) });
}

function colourOfModel(model: string, next: () => number): Colour {
  switch (model.toUpperCase()) {
    case 'RGB':
      return colourOfShares(next(), next(), next());
    case 'CMYK':
      return colourOfCmyk(next(), next(), next(), next());
    case 'LAB':
      // Lightness is a share, a and b are not.
      return colourOfLab(100 * next(), next(), next());
    case 'GRAY':
      return colourOfGrey(next());
    default:
      throw new PaletteError(
        'broken_palette',
        `A swatch says that it is of the colour model “${model}”, which nobody has.`,
      );
  }
}

/** One group if the palette has a name. */
export function writeAse({ colours, names, name }: Palette): Uint8Array {
  const writer = createWriter(false);
  writer.text('ASEF');
  writer.u16(1);
  writer.u16(0);
  writer.u32(colours.length + (name ? 2 : 0));
  if (name) {
    writer.u16(groupStart);
    writer.u32(2 + 2 * (name.length + 1));
    writer.u16(name.length + 1);
    writer.utf16(name);
  }
  for (const [index, colour] of colours.entries()) {
    const called = names?.[index] ?? '';
    writer.u16(colourBlock);
    writer.u32(2 + 2 * (called.length + 1) + 4 + 3 * 4 + 2);
    writer.u16(called.length + 1);
    writer.utf16(called);
    writer.text('RGB ');
    for (const channel of [redOf(colour), greenOf(colour), blueOf(colour)]) writer.f32(channel / 255);
    writer.u16(normal);
  }
  if (name) {
    writer.u16(groupEnd);
    writer.u32(0);
  }
  return writer.done();
}
