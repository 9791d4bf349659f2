import { z } from 'zod';
import { defineModel } from './define-model.ts';
import { seedSchema } from './seed.ts';

export const flux2Pro = defineModel({
  id: 'black-forest-labs/flux-2-pro',
  name: 'flux-2-pro',
  label: 'FLUX.2 pro',
  description: 'High quality, follows long prompts, can work from a reference image.',
  tags: ['quality', 'general', 'reference image'],
  // $0.015 a run + $0.015 a megapixel out + the same a megapixel in, with one of each (model page, November 2026).
  providerCents: 4.5,
  typicalSeconds: 12,
  maxImagesPerPrediction: 1,
  hasSeed: true,
  acceptsImage: true,
  // A second megapixel of reference would cost more than the price above.
  referenceMaxSidePx: 1000,
  sizes: {
    square: { aspect_ratio: '1:1' },
    portrait: { aspect_ratio: '3:4' },
    landscape: { aspect_ratio: '4:3' },
    tall: { aspect_ratio: '9:16' },
    wide: { aspect_ratio: '16:9' },
  },
  // Its documentation: the quality is of no effect for PNG.
  formats: {
    best: { output_format: 'jpg', output_quality: 100 },
    png: { output_format: 'png' },
  },
  deadlineMs: 300_000,
  input: z.strictObject({
    prompt: z.string().min(1),
    aspect_ratio: z.enum(['1:1', '3:4', '4:3', '9:16', '16:9']),
    resolution: z.literal('1 MP').default('1 MP'),
    seed: seedSchema.optional(),
    input_images: z.array(z.url()).max(8).optional(),
    output_format: z.enum(['jpg', 'png']),
    output_quality: z.literal(100).optional(),
  }),
  build: ({ prompt, seed, imageUrl }, size, format) => ({
    prompt,
    ...size,
    ...format,
    seed,
    input_images: imageUrl === undefined ? undefined : [imageUrl],
  }),
});
