import type { Dither } from '../pixel/palettes/dither.ts';

/** Patterns in which two colours are mixed, by Bayer's matrix of so many pixels on a side. */
export const dithers = ['none', 'bayer2', 'bayer4', 'bayer8'] as const satisfies readonly Dither[];
