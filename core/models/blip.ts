import { z } from 'zod';
import { defineDescriber } from './define-picture-tool.ts';

/** What it answers with before the words themselves, as its page on Replicate and public code that reads it show. */
const label = /^\s*caption:/i;

export const blip = defineDescriber({
  id: 'salesforce/blip',
  name: 'blip',
  label: 'BLIP',
  description: 'Says in a sentence what a picture shows.',
  version: '2e1dddc8621f72155f24cf2e0adbde548458d3cab9f00c0139eea840d0ac4746',
  // It names no limit; what we open has no more either.
  maxInputPx: 50_000_000,
  // It looks at 384 pixels a side.
  referenceMaxSidePx: 1024,
  // Less than $0.001 a run on its hardware, paid by the second (second-hand, November 2026).
  providerCents: 0.1,
  typicalSeconds: 4,
  deadlineMs: 300_000,
  input: z.strictObject({
    image: z.url(),
    task: z.literal('image_captioning'),
  }),
  build: ({ imageUrl }) => ({ image: imageUrl, task: 'image_captioning' as const }),
  wordsOf: (output) => output.replace(label, '').replaceAll(/\s+/g, ' ').trim(),
});
