import { z } from 'zod';
import { defineModel } from './define-model.ts';
import type { Pixels, Sides } from './exact-size.ts';
import { groundsOf } from './grounds.ts';
import type { PresetTakes } from './pixel-inputs.ts';
import { seedSchema } from './seed.ts';

const presets = [
  ...(['tileset', 'tileset_advanced', 'single_tile', 'tile_variation', 'tile_object', 'scene_object'] as const),
] as const;

const from = (min: number, max: number): Sides => ({ min, max, step: 1 });

/** Twenty tiles (core/pixel/tiles/corners.ts). */
const sheet = { columns: 4, rows: 5 };

/**
 * The schema has 16 to 384 for all; what each style draws is in Retro Diffusion's own list: https://github.com/Retro-Diffusion/api-examples (README, Tilesets). A size is that of
 * one tile.
 */
const of: Readonly<Record<(typeof presets)[number], PresetTakes>> = {
  tileset: { sides: from(16, 32), sheet, tiles: 'corners' },
  tileset_advanced: { sides: from(16, 32), sheet, tiles: 'corners', needsGrounds: true },
  single_tile: { sides: from(16, 64), mostImages: 1, tiles: 'variations' },
  tile_variation: { sides: from(16, 128), mostImages: 1, needsImage: true, tiles: 'variations' },
  tile_object: { sides: from(16, 96), mostImages: 1 },
  scene_object: { sides: from(64, 384), mostImages: 1 },
};

/** Of the longest side, for each of our shapes: the preset that is usual draws no more. */
const sizes = {
  square: { width: 32, height: 32 },
  portrait: { width: 24, height: 32 },
  landscape: { width: 32, height: 24 },
  tall: { width: 18, height: 32 },
  wide: { width: 32, height: 18 },
} as const;

/** Its list price: 0.10 dollars an image, whatever its size. */
const providerCents = 10;

const side = z.int().min(16).max(384);

export const rdTile = defineModel({
  id: 'retro-diffusion/rd-tile',
  name: 'rd-tile',
  label: 'Retro Diffusion Tile',
  description: 'Tiles of pixel art that fit together: one, variations, or a set of two grounds.',
  tags: ['pixel art', 'tiles'],
  providerCents,
  typicalSeconds: 15,
  maxImagesPerPrediction: 4,
  hasSeed: true,
  acceptsImage: true,
  // A picture is what the tiles are of, or one ground of them.
  variesBySeeds: true,
  // A picture of the ground inside, and of the one around it.
  mostImages: 2,
  referenceMaxSidePx: 384,
  sizes,
  exact: {
    ...from(16, 32),
    usual: ['16x16', '24x24', '32x32'],
    inputs: ({ width, height }: Pixels) => ({ width, height }),
    providerCents: () => providerCents,
  },
  formats: { best: {}, png: {} },
  pixel: { presets, of, palette: 'reduced', literal: true },
  deadlineMs: 240_000,
  input: z.strictObject({
    prompt: z.string().min(1),
    extra_prompt: z.string().min(1).optional(),
    style: z.enum(presets).optional(),
    width: side,
    height: side,
    num_images: z.int().min(1).max(4),
    seed: seedSchema.optional(),
    input_image: z.url().optional(),
    extra_input_image: z.url().optional(),
    bypass_prompt_expansion: z.literal(true).optional(),
  }),
  build({ prompt, count, seed, imageUrl, furtherImageUrls = [], pixel }, size) {
    const { preset = presets[0], isLiteral } = pixel ?? {};
    const isSet = preset === 'tileset' || preset === 'tileset_advanced';
    const { inside, outside } = isSet ? groundsOf(prompt) : { inside: prompt };
    const [secondUrl] = furtherImageUrls;
    // What is said of a second ground, only the advanced style reads.
    const hasSecond = outside !== undefined || secondUrl !== undefined;
    return {
      prompt: inside,
      extra_prompt: outside,
      style: hasSecond ? 'tileset_advanced' : (preset as (typeof presets)[number]),
      ...size,
      num_images: count,
      seed,
      input_image: imageUrl,
      extra_input_image: secondUrl,
      bypass_prompt_expansion: isLiteral ? (true as const) : undefined,
    };
  },
});
