import { z } from 'zod';
import type { WrittenSnap } from '#core/make/pixel-art.ts';
import { fewestCells, mostCells } from '#core/models/pixel-wish.ts';
import { suggestPalettes } from './palettes.ts';
import { pixelOptions } from './pixel-options.ts';

/** How many pixels the longer side is to have. */
export const longestOption = (description: string) =>
  z.int().min(fewestCells).max(mostCells).meta({ title: 'Pixels', description });

/** What one may say of pixel art that is made of a picture, beside which picture. */
export const pixelArtOptions = {
  size: longestOption('Pixels on its longer side; left out: as many as its grid has').optional(),
  colours: pixelOptions.colours.meta({ description: 'At most so many; left out: as many as are in it' }),
  palette: pixelOptions.palette.meta({
    description: 'These colours alone; one of yours, a classic as pico-8, or hex as 1a1c2c,f4f4f4',
    hint: 'pico-8',
  }),
};

export const pixelArtSuggestions = { palette: suggestPalettes };

type Said = { [Name in keyof typeof pixelArtOptions]?: z.output<(typeof pixelArtOptions)[Name]> };

export const writtenSnap = ({ size, colours, palette }: Said): WrittenSnap => ({ longest: size, colours, palette });
