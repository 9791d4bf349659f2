import { z } from 'zod';
import { countedFacts } from '../assets/contract/asset-contract.ts';

/** `generations.pixel_found`: what a picture turned out to be when pixel art was to be made of it. */
export const pixelFound = z.object({
  /**
   * `native`: it is pixel art already. `snapped`: its grid was found. `unsure`: one of two grids, and whoever asked says which. `pixelated`: it had none, and
   * was made so many cells as were asked for. `no_grid`: it has none, and nothing was made.
   */
  kind: z.enum(['native', 'snapped', 'unsure', 'pixelated', 'no_grid']),
  /** Of the picture as it came, in pixels; of what moves of one frame. */
  width: z.int(),
  height: z.int(),
  /** Left out: it stands still. */
  frames: z.int().optional(),
  /** What it is as pixel art, if it is some already. */
  facts: countedFacts.optional(),
});
export type PixelFound = z.infer<typeof pixelFound>;

/** Null: nobody looked. */
export const storedPixelFound = pixelFound.nullish().catch(null);

const sizesOffered = [16, 32, 64, 128];

/** How many pixels on the longer side of a picture without a grid are offered: a few, each fewer than it has. */
export const sizesFor = ({ width, height }: Pick<PixelFound, 'width' | 'height'>): number[] =>
  sizesOffered.filter((longest) => longest < Math.max(width, height)).slice(-3);
