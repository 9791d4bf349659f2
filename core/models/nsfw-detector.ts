import { z } from 'zod';
import type { ModelId } from '../ports/image-provider.ts';

const input = z.strictObject({ image: z.string().min(1) });

/** Looks at a picture and says whether it is for adults alone. Nobody asks for it by name; we pay for each look. */
export const nsfwDetector = {
  id: 'falcons-ai/nsfw_image_detection' satisfies ModelId,
  /** A model of the community: it runs by its version alone. */
  version: '97116600cabd3037e5f22ca08ffcc33b92cfacebf7ccd3609e9c1d29e43d3a8d',
  // $0.0002 a run, about 0.6 s of a GPU (second-hand, November 2026).
  providerCents: 0.02,
  /** The provider gives up on a run after this long, so a cold start may take its time, and a run that hangs ends. */
  deadlineMs: 180_000,
  /** @param imageUrl where the provider fetches the picture, or the picture itself as a data URL of at most 256 kB */
  buildInput: (imageUrl: string): z.output<typeof input> => input.parse({ image: imageUrl }),
  output: z.enum(['normal', 'nsfw']),
} as const;

export type NsfwVerdict = z.output<typeof nsfwDetector.output>;
