import { z } from 'zod';
import { defineUpscaler } from './define-picture-tool.ts';

export const realEsrgan = defineUpscaler({
  id: 'nightmareai/real-esrgan',
  name: 'real-esrgan',
  label: 'Real-ESRGAN',
  description: 'Makes a picture four times as wide and as high, and keeps it sharp.',
  version: 'f121d640bd286e1fdc67f9799164c1d5be36ff74576ee11c803ae5b665dd46aa',
  factor: 4,
  // Its own refusal, as it was seen: "greater than the max size that fits in GPU memory on this hardware, 2096704".
  maxInputPx: 2_096_704,
  // About $0.0025 a run on its hardware, paid by the second (second-hand, November 2026; predict 2.6 s).
  providerCents: 0.25,
  typicalSeconds: 6,
  deadlineMs: 300_000,
  input: z.strictObject({
    image: z.url(),
    scale: z.literal(4),
    face_enhance: z.literal(false),
  }),
  build: ({ imageUrl }) => ({ image: imageUrl, scale: 4 as const, face_enhance: false as const }),
});
