import { z } from 'zod';
import { defineCutOut } from './define-picture-tool.ts';

export const backgroundRemover = defineCutOut({
  id: '851-labs/background-remover',
  name: 'background-remover',
  label: 'Background remover',
  description: 'Takes the background away, so that one sees through it.',
  version: 'a029dff38972b5fda4ec5d75d7d1cd25aeff621d2cf4946a41055d7db66b80bc',
  // It names no limit; what we keep has no more either.
  maxInputPx: 50_000_000,
  // About $0.002 a run (second-hand, November 2026).
  providerCents: 0.2,
  typicalSeconds: 4,
  deadlineMs: 300_000,
  input: z.strictObject({
    image: z.url(),
    background_type: z.literal('rgba'),
    format: z.literal('png'),
  }),
  build: ({ imageUrl }) => ({ image: imageUrl, background_type: 'rgba' as const, format: 'png' as const }),
});
