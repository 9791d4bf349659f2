import { PaletteError, type ReadPalette } from './palette.ts';
import { readPalette } from './read-palette.ts';

export type PaletteOrWhy = { read: ReadPalette } | { refused: string };

/** A palette's file, or why it is none, as a sentence: what is thrown in a thread comes without its class. */
export function paletteOrWhy(file: Uint8Array, name: string | undefined): PaletteOrWhy {
  try {
    return { read: readPalette(file, name) };
  } catch (error) {
    if (error instanceof PaletteError) return { refused: error.message };
    throw error;
  }
}
