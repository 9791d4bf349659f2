import { z } from 'zod';
import { aspectRatios } from './aspect-ratios.ts';
import { defineModel } from './define-model.ts';
import { seedSchema } from './seed.ts';

/** https://replicate.com/black-forest-labs/flux-kontext-pro/api */
export const fluxKontextPro = defineModel({
  id: 'black-forest-labs/flux-kontext-pro',
  name: 'flux-kontext-pro',
  label: 'FLUX.1 Kontext pro',
  description: 'Changes what it is told to in a picture, and leaves the rest as it is.',
  tags: ['quality', 'editing', 'reference image'],
  // $0.04 an image (second-hand, November 2026).
  providerCents: 4,
  typicalSeconds: 8,
  maxImagesPerPrediction: 1,
  hasSeed: true,
  acceptsImage: true,
  referenceMaxSidePx: 2048,
  sizes: aspectRatios,
  keepsShape: { aspect_ratio: 'match_input_image' },
  // Of the quality of a JPEG it says nothing, and takes no wish.
  formats: {
    best: { output_format: 'jpg' },
    png: { output_format: 'png' },
  },
  deadlineMs: 300_000,
  input: z.strictObject({
    prompt: z.string().min(1),
    input_image: z.url().optional(),
    aspect_ratio: z.enum(['1:1', '3:4', '4:3', '9:16', '16:9', 'match_input_image']),
    seed: seedSchema.optional(),
    output_format: z.enum(['jpg', 'png']),
    // The most permissive with a picture, and its default.
    safety_tolerance: z.literal(2).default(2),
  }),
  build: ({ prompt, seed, imageUrl }, size, format) => ({ prompt, ...size, ...format, seed, input_image: imageUrl }),
});
