import { z } from 'zod';
import { aspectRatios } from './aspect-ratios.ts';
import { defineModel } from './define-model.ts';
import { mostReferences } from './most-references.ts';

export const nanoBanana = defineModel({
  id: 'google/nano-banana',
  name: 'nano-banana',
  label: 'Nano Banana',
  description: 'Understands instructions well, best at changing a reference image.',
  tags: ['quality', 'editing', 'reference image'],
  // $0.039 an image (second-hand, November 2026).
  providerCents: 3.9,
  typicalSeconds: 10,
  maxImagesPerPrediction: 1,
  hasSeed: false,
  acceptsImage: true,
  mostImages: mostReferences,
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
    aspect_ratio: z.enum(['1:1', '3:4', '4:3', '9:16', '16:9', 'match_input_image']),
    image_input: z.array(z.url()).max(14).optional(),
    output_format: z.enum(['jpg', 'png']),
  }),
  // The first is what it keeps the shape of.
  build: ({ prompt, imageUrl, furtherImageUrls = [] }, size, format) => ({
    prompt,
    ...size,
    ...format,
    image_input: imageUrl === undefined ? undefined : [imageUrl, ...furtherImageUrls],
  }),
});
