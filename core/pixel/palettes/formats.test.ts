import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pixelOf } from '../colour/channels.ts';
import type { IndexedPicture, Pixels } from '../picture.ts';
import { enlarged } from '../whole-factors.ts';
import { type PaletteFormat, paletteFormats } from './formats.ts';
import type { Palette } from './palette.ts';
import { readPalette } from './read-palette.ts';
import { readSwatch, swatchOf } from './swatch.ts';
import { writePalette } from './write-palette.ts';

const colour = fc.integer({ min: 0, max: 0xffffff });
const name = fc
  .array(fc.constantFrom('a', 'B', '7', 'é', '色', '🎨', '-', ' ', '#'), { maxLength: 8 })
  .map((letters) => letters.join('').replace(/ +/g, ' ').trim());
const palette: fc.Arbitrary<Palette> = fc
  .record({
    entries: fc.array(fc.record({ colour, name }), { minLength: 1, maxLength: 256 }),
    clear: fc.option(fc.nat()),
    name,
  })
  .map(({ entries, clear, name }) => ({
    colours: entries.map((entry) => entry.colour),
    ...(entries.some((entry) => entry.name !== '') ? { names: entries.map((entry) => entry.name) } : {}),
    ...(clear === null || entries.length === 1 ? {} : { clear: clear % entries.length }),
    ...(name === '' ? {} : { name }),
  }));

const files = Object.keys(paletteFormats).filter((format) => format !== 'png') as Exclude<PaletteFormat, 'png'>[];

test.each(files)('what is written as %s is read again', (format) => {
  const { keepsNames, keepsClear } = paletteFormats[format];
  fc.assert(
    fc.property(palette, (given) => {
      const { palette: read, notes } = readPalette(writePalette(given, format));
      expect(read.colours).toEqual(given.colours);
      expect(read.names).toEqual(keepsNames ? given.names : undefined);
      expect(read.clear).toBe(keepsClear ? given.clear : undefined);
      expect(notes).toEqual([]);
    }),
  );
});

test.each(['gpl', 'ase'] as const)('%s keeps the name of a palette', (format) => {
  const given = { name: 'Dusk 色', colours: [0x112233, 0x445566] };
  expect(readPalette(writePalette(given, format), 'other.file').palette.name).toBe('Dusk 色');
  expect(readPalette(writePalette({ colours: [1, 2] }, 'hex'), 'C:\\art\\Night sky.hex').palette.name).toBe(
    'Night sky',
  );
});

test('a swatch is read at every whole scale', () => {
  fc.assert(
    fc.property(palette, fc.integer({ min: 1, max: 9 }), (given, side) => {
      // Of a row in which every colour stands so many times nobody can say whether it is a row of oblongs.
      fc.pre(lengthsOfRuns(given.colours).reduce(divisor, 0) === 1);
      const shown = given.colours.map((each, index) => (index === given.clear ? 0 : each));
      const read = readSwatch(pixelsOf(swatchOf(given, side))).palette;
      expect(read.colours).toEqual(shown);
      expect(read.clear).toBe(given.clear);
    }),
    { numRuns: 60 },
  );
});

test('a grid of squares is read row by row, each colour once, without its filling', () => {
  const [a, b, c, d] = [0x101010, 0xff0000, 0x00ff00, 0x0000ff].map((each) => pixelOf(each)) as [
    number,
    number,
    number,
    number,
  ];
  const grid = { width: 3, height: 2, data: Uint32Array.from([a, b, c, d, b, 0]) };
  for (const factor of [1, 8, 32])
    expect(readSwatch(enlarged(grid, factor)).palette).toEqual({ colours: [0x101010, 0xff0000, 0x00ff00, 0x0000ff] });
});

test('a row of oblongs and a plain picture of one colour', () => {
  const row = { width: 3, height: 1, data: Uint32Array.from([pixelOf(1), pixelOf(2), pixelOf(3)]) };
  const oblongs = { width: 60, height: 10, data: enlarged(row, 20).data.slice(0, 600) };
  expect(readSwatch(oblongs).palette.colours).toEqual([1, 2, 3]);
  expect(readSwatch({ width: 30, height: 10, data: new Uint32Array(300).fill(pixelOf(7)) }).palette.colours).toEqual([
    7,
  ]);
});

test('a picture with too many colours is no swatch', () => {
  const data = Uint32Array.from({ length: 1024 * 2 }, (_, at) => pixelOf(at * 7));
  expect(() => readSwatch({ width: 1024, height: 2, data })).toThrow(
    'It has 2,048 colours; a palette has at most 256.',
  );
  expect(() => readSwatch({ width: 2, height: 2, data: new Uint32Array(4) })).toThrow('There is no colour in it.');
});

/** As a writer and a reader of pictures would bring it. */
function pixelsOf({ width, height, indices, colours, clear }: IndexedPicture): Pixels {
  const data = Uint32Array.from(indices, (index) => (index === clear ? 0 : pixelOf(colours[index] ?? 0)));
  return { width, height, data };
}

const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));

function lengthsOfRuns(colours: readonly number[]): number[] {
  const lengths: number[] = [];
  for (const [index, each] of colours.entries()) {
    if (index > 0 && each === colours[index - 1]) lengths[lengths.length - 1] = (lengths.at(-1) ?? 0) + 1;
    else lengths.push(1);
  }
  return lengths;
}
