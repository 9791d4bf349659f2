import { createReader, createWriter } from '../../bytes.ts';
import type { Colour, IndexedColours } from '../../picture.ts';
import { cutOff, ensure } from '../format-error.ts';
import type { Chunk } from './chunks.ts';

/** The fewest bits that name so many colours. */
export const depthFor = (colours: number): number => (colours <= 2 ? 1 : colours <= 4 ? 2 : colours <= 16 ? 4 : 8);

/** PLTE in the palette's order, and tRNS if there is a clear colour. */
export function paletteChunks({ colours, clear }: IndexedColours): Chunk[] {
  const to = createWriter(false);
  for (const colour of colours) to.colour(colour);
  const palette = { type: 'PLTE', data: to.done() };
  if (clear === undefined) return [palette];
  // Entries that are not listed are opaque.
  const alphas = new Uint8Array(clear + 1).fill(255);
  alphas[clear] = 0;
  return [palette, { type: 'tRNS', data: alphas }];
}

export function coloursOf(palette: Uint8Array): Colour[] {
  ensure(palette.length % 3 === 0 && palette.length > 0, 'This PNG is damaged: its palette makes no sense.');
  const from = createReader(palette, false, cutOff('PNG'));
  return Array.from({ length: palette.length / 3 }, () => from.colour());
}

/** @throws FormatError for a picture without a palette, or with a colour that is half transparent */
export function indexedColoursOf(chunks: readonly Chunk[]): IndexedColours & { isClear: (index: number) => boolean } {
  const palette = chunks.find(({ type }) => type === 'PLTE');
  ensure(palette, 'This PNG is damaged: its palette is missing.');
  const alphas = chunks.find(({ type }) => type === 'tRNS')?.data ?? new Uint8Array();
  const isHalf = alphas.some((alpha) => alpha !== 0 && alpha !== 255);
  ensure(!isHalf, 'A colour of this PNG is half transparent. Pixel art is clear or opaque.');
  const colours = coloursOf(palette.data);
  const clear = alphas.indexOf(0);
  const isClear = (index: number) => alphas[index] === 0;
  return clear < 0 ? { colours, isClear } : { colours, clear, isClear };
}
