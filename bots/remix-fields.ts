import { z } from 'zod';
import type { Filled, Hints } from '#core/chat/card/form.ts';
import { models } from '#core/models/catalogue.ts';
import type { ImageModel } from '#core/models/define-model.ts';
import { unitPriceOf } from '#core/models/plan.ts';
import { seedSchema } from '#core/models/seed.ts';
import { credits } from '#core/words.ts';
import {
  countOption,
  negativeOption,
  picturesGiven,
  promptOption,
  sizeOption,
  strengthOption,
  suggestSizes,
} from './image-options.ts';

/** The fields of a request that begins with what was made before, as /imagine takes them; each model with its price. */
export function remixFields(offered: readonly ImageModel[] = models) {
  const [first, ...others] = offered.map(({ name }) => name);
  return z.object({
    prompt: promptOption(),
    model: z
      .enum([first ?? '', ...others])
      .meta({ description: 'You pay its price for each image', labels: labelsOf(offered) }),
    size: sizeOption('square, portrait, landscape, tall, wide, or pixels such as 64x64').optional(),
    count: countOption(),
    seed: seedSchema.optional().meta({ description: 'The same seed and words make the same image again' }),
    negative: negativeOption().optional(),
    strength: strengthOption().optional(),
  });
}

/** @param pictures how many the request begins with: more than one may cost more */
const labelsOf = (offered: readonly ImageModel[], pictures = 1) =>
  Object.fromEntries(
    offered.map((model) => [
      model.name,
      `${model.name} · ${credits(unitPriceOf(model, undefined, pictures))} an image`,
    ]),
  );

/** The labels of a form that opens with pictures that are there already. */
export const remixLabels = ({ pictures }: Filled) => ({ model: labelsOf(models, picturesGiven({ pictures })) });

/** What that form says of its models. */
export const remixHints = (pictures: number): Hints =>
  pictures > 1 ? { model: `You pay its price for each image, with the ${pictures} pictures that it begins with` } : {};

/** Of these the form shows one: the rarer it is, the more it matters to who used it. */
export const remixOneOf = ['negative', 'strength', 'seed'] as const;

/** What they suggest, where a chat suggests in forms. */
export const remixSuggestions = { size: suggestSizes };
