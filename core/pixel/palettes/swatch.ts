import { alphaOf, colourOfPixel } from '../colour/channels.ts';
import { type IndexedPicture, indexedColours, type Pixels } from '../picture.ts';
import { type Palette, type PaletteEntry, paletteOf, type ReadPalette } from './palette.ts';

/**
 * The palette of a picture of colours: a row of pixels, the same enlarged by any whole factor, or a grid of squares. In a row one that stands twice
 * is meant, in a grid each counts once, in the order of reading; what is clear there is filling. A row of oblongs is read, too, unless each of its
 * colours stood several times. @throws PaletteError no_colours, too_many_colours
 */
export function readSwatch(pixels: Pixels): ReadPalette {
  const { across, down } = changesIn(pixels);
  const isRow = down === 0;
  const side = commonDivisor(commonDivisor(across, pixels.width), commonDivisor(down, pixels.height));
  const columns = pixels.width / side;
  const cells = Uint32Array.from({ length: columns * (isRow ? 1 : pixels.height / side) }, (_, cell) => {
    const [row, column] = [Math.floor(cell / columns), cell % columns];
    return pixels.data[row * side * pixels.width + column * side] ?? 0;
  });
  return paletteOf(
    isRow ? ofOblongs(Array.from(cells, entryOf)) : [...new Set(cells)].map(entryOf).filter(({ alpha }) => alpha !== 0),
  );
}

const entryOf = (pixel: number) => ({ colour: colourOfPixel(pixel), alpha: alphaOf(pixel) });

/** A row with a square of `side` pixels for each colour. */
export function swatchOf(palette: Palette, side = 1): IndexedPicture {
  const width = palette.colours.length * side;
  const indices = Uint8Array.from({ length: width * side }, (_, at) => Math.floor((at % width) / side));
  return { width, height: side, indices, ...indexedColours(palette) };
}

/** The greatest common divisors of the places at which a picture changes from column to column and from row to row; 0 if it never does. */
function changesIn({ data, width, height }: Pixels): { across: number; down: number } {
  let [across, down] = [0, 0];
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const at = y * width + x;
      if (x > 0 && across !== 1 && data[at] !== data[at - 1]) across = commonDivisor(x, across);
      if (y > 0 && down !== 1 && data[at] !== data[at - width]) down = commonDivisor(y, down);
    }
  return { across, down };
}

const commonDivisor = (a: number, b: number): number => (b === 0 ? a : commonDivisor(b, a % b));

/** Each once, if the height of a row cut its oblongs into several squares: then every colour stands so many times. */
function ofOblongs(cells: readonly PaletteEntry[]): readonly PaletteEntry[] {
  const starts = cells.flatMap((cell, index) => (index > 0 && isSame(cell, cells[index - 1]) ? [] : [index]));
  const length = [...starts.slice(1), cells.length].reduce((divisor, end) => commonDivisor(end, divisor), 0);
  return cells.filter((_, index) => index % length === 0);
}

const isSame = (one: PaletteEntry, other: PaletteEntry | undefined) =>
  one.colour === other?.colour && one.alpha === other.alpha;
