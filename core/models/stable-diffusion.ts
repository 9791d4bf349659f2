import { z } from 'zod';
import { defineModel } from './define-model.ts';
import { seedSchema } from './seed.ts';

// Its shapes nearest to 3:4 and 4:3: it has neither.
const ratio = z.enum(['1:1', '4:5', '5:4', '9:16', '16:9']);

export const stableDiffusion = defineModel({
  id: 'stability-ai/stable-diffusion-3.5-large',
  name: 'sd-3.5-large',
  label: 'Stable Diffusion 3.5 Large',
  description: 'Takes a negative prompt: what must not be in the picture.',
  tags: ['quality', 'general', 'negative prompt'],
  // $0.065 an image (second-hand, two lists of Replicate's prices, November 2026).
  providerCents: 6.5,
  typicalSeconds: 10,
  maxImagesPerPrediction: 1,
  hasSeed: true,
  // It takes one, but then ignores the size that was asked for.
  acceptsImage: false,
  acceptsNegativePrompt: true,
  referenceMaxSidePx: 1024,
  sizes: {
    square: { aspect_ratio: '1:1' },
    portrait: { aspect_ratio: '4:5' },
    landscape: { aspect_ratio: '5:4' },
    tall: { aspect_ratio: '9:16' },
    wide: { aspect_ratio: '16:9' },
  },
  // Its schema names no quality.
  formats: {
    best: { output_format: 'jpg' },
    png: { output_format: 'png' },
  },
  deadlineMs: 300_000,
  input: z.strictObject({
    prompt: z.string().min(1),
    negative_prompt: z.string().min(1).optional(),
    aspect_ratio: ratio,
    seed: seedSchema.optional(),
    output_format: z.enum(['jpg', 'png']),
  }),
  build: ({ prompt, negativePrompt, seed }, size, format) => ({
    prompt,
    negative_prompt: negativePrompt,
    ...size,
    seed,
    ...format,
  }),
});
