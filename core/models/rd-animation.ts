import { z } from 'zod';
import { animationKinds, layoutOfKind, sheetOfKind, sidesOfKind } from './animation-kinds.ts';
import { defineModel } from './define-model.ts';
import type { Pixels } from './exact-size.ts';
import { onIf } from './pixel-inputs.ts';
import { seedSchema } from './seed.ts';

const square = (side: number) => ({ width: side, height: side });
/** A shape is as near to it as its kind draws. */
const usual = square(48);
const side = z.int().min(24).max(96);

/** Retro Diffusion's price of an animation (November 2026), in US cents, whatever its kind and size. */
const cents = 7;

/** Frames of pixel art that belong together, on one sheet. */
export const rdAnimation = defineModel({
  id: 'retro-diffusion/rd-animation',
  name: 'rd-animation',
  label: 'Retro Diffusion Animation',
  description: 'Pixel art that moves: a walk in four directions, poses, effects.',
  tags: ['pixel art', 'animation'],
  providerCents: cents,
  typicalSeconds: 20,
  maxImagesPerPrediction: 1,
  hasSeed: true,
  acceptsImage: true,
  referenceMaxSidePx: 384,
  referenceIsOpaque: true,
  // It draws squares alone ("1:1 aspect ratio" in Retro Diffusion's own list of styles); `shapesOf` keeps the others away.
  sizes: { square: usual, portrait: usual, landscape: usual, tall: usual, wide: usual },
  exact: {
    ...sidesOfKind(undefined),
    // A kind draws those of them that it has.
    usual: ['32x32', '48x48', '64x64', '96x96'],
    inputs: ({ width, height }: Pixels) => ({ width, height }),
    providerCents: () => cents,
  },
  formats: { best: {}, png: {} },
  pixel: {
    presets: animationKinds,
    // "Text mentions a palette, schema has none": what it draws is given its colours here.
    palette: 'reduced',
    literal: true,
    of: Object.fromEntries(animationKinds.map((kind) => [kind, { sides: sidesOfKind(kind) }])),
  },
  frames: { layout: layoutOfKind, size: sheetOfKind },
  deadlineMs: 300_000,
  input: z.strictObject({
    prompt: z.string().min(1),
    style: z.enum(animationKinds).optional(),
    width: side,
    height: side,
    input_image: z.url().optional(),
    return_spritesheet: z.literal(true),
    bypass_prompt_expansion: z.literal(true).optional(),
    seed: seedSchema.optional(),
  }),
  build: ({ prompt, seed, imageUrl, pixel }, size) => ({
    prompt,
    style: animationKinds.find((kind) => kind === pixel?.preset),
    ...size,
    input_image: imageUrl,
    // Its GIF has other frames than its sheet, and none of them exactly.
    return_spritesheet: true as const,
    bypass_prompt_expansion: onIf(pixel?.isLiteral),
    seed,
  }),
});
