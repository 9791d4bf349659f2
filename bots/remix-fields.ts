import { z } from 'zod';
import { models } from '#core/models/catalogue.ts';
import type { ImageModel } from '#core/models/define-model.ts';
import { seedSchema } from '#core/models/seed.ts';
import { credits } from '#core/words.ts';
import {
  countOption,
  negativeOption,
  promptOption,
  sizeOption,
  strengthOption,
  suggestSizes,
} from './image-options.ts';

/** The fields of a request that begins with what was made before, as /imagine takes them; each model with its price. */
export function remixFields(offered: readonly ImageModel[] = models) {
  const [first, ...others] = offered.map(({ name }) => name);
  const labels = Object.fromEntries(
    offered.map(({ name, priceCredits }) => [name, `${name} · ${credits(priceCredits)} an image`]),
  );
  return z.object({
    prompt: promptOption(),
    model: z.enum([first ?? '', ...others]).meta({ description: 'You pay its price for each image', labels }),
    size: sizeOption('square, portrait, landscape, tall, wide, or pixels such as 64x64').optional(),
    count: countOption(),
    seed: seedSchema.optional().meta({ description: 'The same seed and words make the same image again' }),
    negative: negativeOption().optional(),
    strength: strengthOption().optional(),
  });
}

/** Of these the form shows one: the rarer it is, the more it matters to who used it. */
export const remixOneOf = ['negative', 'strength', 'seed'] as const;

/** What they suggest, where a chat suggests in forms. */
export const remixSuggestions = { size: suggestSizes };
