import { z } from 'zod';
import { defineModel } from './define-model.ts';
import type { Pixels } from './exact-size.ts';
import { pixelInputs, pixelSchema } from './pixel-inputs.ts';
import { seedSchema } from './seed.ts';

// Both models take the same inputs and draw on a true pixel grid of at most 384 px a side.
const sizes = {
  square: { width: 256, height: 256 },
  portrait: { width: 192, height: 256 },
  landscape: { width: 256, height: 192 },
  tall: { width: 144, height: 256 },
  wide: { width: 256, height: 144 },
} as const;

// The price of one image grows with its pixels.
const exactly = (dollars: (pixels: number) => number) => ({
  min: 16,
  max: 384,
  step: 1,
  usual: ['16x16', '32x32', '48x48', '64x64', '96x96', '128x128', '256x256', '384x384', '384x216'] as const,
  inputs: ({ width, height }: Pixels) => ({ width, height }),
  providerCents: ({ width, height }: Pixels) => 100 * dollars(width * height),
});

// They make PNG, and take no wish.
const formats = { best: {}, png: {} } as const;

const side = z.int().min(16).max(384);
const inputWith = (presets: readonly [string, ...string[]]) =>
  z.strictObject({
    prompt: z.string().min(1),
    width: side,
    height: side,
    num_images: z.int().min(1).max(4),
    seed: seedSchema.optional(),
    input_image: z.url().optional(),
    strength: z.number().min(0).max(1).optional(),
    ...pixelSchema(presets),
  });

// Each model's own list, from its published schema (November 2026).
const fastPresets = [
  ...(['default', 'simple', 'detailed', 'retro', 'game_asset', 'portrait', 'texture', 'ui', 'item_sheet'] as const),
  ...(['character_turnaround', '1_bit', 'low_res', 'mc_item', 'mc_texture', 'no_style'] as const),
] as const;
const plusPresets = [
  ...(['default', 'retro', 'watercolor', 'textured', 'cartoon', 'ui_element', 'item_sheet'] as const),
  ...(['character_turnaround', 'environment', 'isometric', 'isometric_asset', 'topdown_map', 'topdown_asset'] as const),
  ...(['classic', 'topdown_item', 'low_res', 'mc_item', 'mc_texture', 'skill_icon'] as const),
] as const;

const takesAll = { palette: true, background: true, seamless: true, literal: true } as const;

export const rdFast = defineModel({
  id: 'retro-diffusion/rd-fast',
  name: 'rd-fast',
  label: 'Retro Diffusion Fast',
  description: 'Pixel art on a real grid, quickly.',
  tags: ['pixel art', 'fast'],
  // Retro Diffusion's formula max(0.015, (w × h + 100,000) / 6,000,000) dollars, at 256 × 256.
  providerCents: 2.76,
  typicalSeconds: 6,
  // The model makes up to ten; one command may ask for four.
  maxImagesPerPrediction: 4,
  hasSeed: true,
  acceptsImage: true,
  acceptsStrength: true,
  referenceMaxSidePx: 384,
  sizes,
  exact: exactly((pixels) => Math.max(0.015, (pixels + 100_000) / 6_000_000)),
  formats,
  pixel: { presets: fastPresets, ...takesAll },
  deadlineMs: 180_000,
  input: inputWith(fastPresets),
  build: ({ prompt, count, seed, imageUrl, strength, pixel }, size) => ({
    prompt,
    ...size,
    num_images: count,
    seed,
    input_image: imageUrl,
    strength,
    ...pixelInputs(pixel),
  }),
});

export const rdPlus = defineModel({
  id: 'retro-diffusion/rd-plus',
  name: 'rd-plus',
  label: 'Retro Diffusion Plus',
  description: 'Pixel art on a real grid, with more detail and care.',
  tags: ['pixel art', 'quality'],
  // Retro Diffusion's formula max(0.025, (w × h + 50,000) / 2,000,000) dollars, at 256 × 256.
  providerCents: 5.78,
  typicalSeconds: 12,
  maxImagesPerPrediction: 4,
  hasSeed: true,
  acceptsImage: true,
  acceptsStrength: true,
  referenceMaxSidePx: 384,
  sizes,
  exact: exactly((pixels) => Math.max(0.025, (pixels + 50_000) / 2_000_000)),
  formats,
  pixel: { presets: plusPresets, ...takesAll },
  deadlineMs: 180_000,
  input: inputWith(plusPresets),
  build: ({ prompt, count, seed, imageUrl, strength, pixel }, size) => ({
    prompt,
    ...size,
    num_images: count,
    seed,
    input_image: imageUrl,
    strength,
    ...pixelInputs(pixel),
  }),
});
