import type { Dither } from '../pixel/palettes/dither.ts';
import type { SwapWay } from '../pixel/palettes/swap.ts';

/** In the order in which they are offered. */
export const swapWays = ['ramps', 'order', 'nearest'] as const satisfies readonly SwapWay[];

/** How colours become others, as people choose it. */
export const swapWords = {
  ramps: 'Ramp by ramp: dark stays dark, light stays light',
  nearest: 'Each to the colour most like it',
  order: 'The first to the first, and so on',
} satisfies Record<SwapWay, string>;

/** Patterns in which two colours are mixed, likewise. */
export const ditherWords = {
  none: 'None: each pixel the nearest colour',
  bayer2: 'Pattern of 2 × 2',
  bayer4: 'Pattern of 4 × 4',
  bayer8: 'Pattern of 8 × 8',
} satisfies Record<Dither, string>;
