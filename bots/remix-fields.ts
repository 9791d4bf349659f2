import { z } from 'zod';
import { models } from '#core/models/catalogue.ts';
import { type ImageModel, sizeNames } from '#core/models/define-model.ts';
import { seedSchema } from '#core/models/seed.ts';
import { credits } from '#core/words.ts';

/** What a form of Slack's holds: the words of a request, and the style of its project. */
const mostChars = 3000;

/** The fields of a request that begins with what was made before, as /imagine takes them; each model with its price. */
export function remixFields(offered: readonly ImageModel[] = models) {
  const [first, ...others] = offered.map(({ name }) => name);
  const labels = Object.fromEntries(
    offered.map(({ name, priceCredits }) => [name, `${name} · ${credits(priceCredits)} an image`]),
  );
  return z.object({
    prompt: z.string().trim().min(1).max(mostChars).meta({ description: 'What to make' }),
    model: z.enum([first ?? '', ...others]).meta({ description: 'You pay its price for each image', labels }),
    size: z.enum(sizeNames).meta({ description: 'The shape of the image' }),
    count: z.int().min(1).max(4).default(1).meta({ description: 'How many images' }),
    seed: seedSchema.optional().meta({ description: 'The same seed and words make the same image again' }),
  });
}
