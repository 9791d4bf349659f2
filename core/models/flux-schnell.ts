import { z } from 'zod';
import { aspectRatios } from './aspect-ratios.ts';
import { defineModel } from './define-model.ts';
import { seedSchema } from './seed.ts';

export const fluxSchnell = defineModel({
  id: 'black-forest-labs/flux-schnell',
  name: 'flux-schnell',
  label: 'FLUX schnell',
  description: 'Quick and cheap, good for trying ideas.',
  tags: ['fast', 'general'],
  // $0.003 an image (model page, November 2026).
  providerCents: 0.3,
  typicalSeconds: 2,
  maxImagesPerPrediction: 4,
  hasSeed: true,
  acceptsImage: false,
  referenceMaxSidePx: 1024,
  sizes: aspectRatios,
  // Its documentation: the quality is of no effect for PNG.
  formats: {
    best: { output_format: 'jpg', output_quality: 100 },
    png: { output_format: 'png' },
  },
  deadlineMs: 120_000,
  input: z.strictObject({
    prompt: z.string().min(1),
    aspect_ratio: z.enum(['1:1', '3:4', '4:3', '9:16', '16:9']),
    num_outputs: z.int().min(1).max(4),
    seed: seedSchema.optional(),
    output_format: z.enum(['jpg', 'png']),
    output_quality: z.literal(100).optional(),
  }),
  build: ({ prompt, count, seed }, size, format) => ({ prompt, ...size, num_outputs: count, seed, ...format }),
});
