import { z } from 'zod';
import { aspectRatios } from './aspect-ratios.ts';
import { defineModel } from './define-model.ts';
import { mostReferences } from './most-references.ts';
import { seedSchema } from './seed.ts';

const side = z.int().min(256).max(2048).multipleOf(32);

export const flux2Pro = defineModel({
  id: 'black-forest-labs/flux-2-pro',
  name: 'flux-2-pro',
  label: 'FLUX.2 pro',
  description: 'High quality, follows long prompts, can work from up to three reference images.',
  tags: ['quality', 'general', 'reference image'],
  // $0.015 a run + $0.015 a megapixel out + the same a megapixel in, with one of each (model page, November 2026).
  providerCents: 4.5,
  typicalSeconds: 12,
  maxImagesPerPrediction: 1,
  hasSeed: true,
  acceptsImage: true,
  mostImages: mostReferences,
  // Each is a megapixel in.
  furtherImageCents: 1.5,
  // A second megapixel of reference would cost more than the price above.
  referenceMaxSidePx: 1000,
  sizes: aspectRatios,
  // Its schema: 256 to 2048 a side, rounded to multiples of 32; the resolution is then of no effect.
  exact: {
    min: 256,
    max: 2048,
    step: 32,
    usual: ['512x512', '1024x1024', '1024x768', '1920x1088', '2048x2048'],
    inputs: (pixels) => ({ aspect_ratio: 'custom', ...pixels }),
    // The run, and the same for a megapixel in and each begun one out: 2048 × 2048 is what its documentation calls 4 MP.
    providerCents: ({ width, height }) => 1.5 + 1.5 + 1.5 * Math.ceil((width * height) / 1024 ** 2),
  },
  // Its documentation: the quality is of no effect for PNG.
  formats: {
    best: { output_format: 'jpg', output_quality: 100 },
    png: { output_format: 'png' },
  },
  deadlineMs: 300_000,
  input: z.strictObject({
    prompt: z.string().min(1),
    aspect_ratio: z.enum(['1:1', '3:4', '4:3', '9:16', '16:9', 'custom']),
    width: side.optional(),
    height: side.optional(),
    resolution: z.literal('1 MP').default('1 MP'),
    seed: seedSchema.optional(),
    input_images: z.array(z.url()).max(8).optional(),
    output_format: z.enum(['jpg', 'png']),
    output_quality: z.literal(100).optional(),
  }),
  build: ({ prompt, seed, imageUrl, furtherImageUrls = [] }, size, format) => ({
    prompt,
    ...size,
    ...format,
    seed,
    input_images: imageUrl === undefined ? undefined : [imageUrl, ...furtherImageUrls],
  }),
});
