import { z } from 'zod';
import { type Recipe, reference, type Wish } from '#core/contract/pages/made.ts';
import type { Model } from '#core/contract/pages/model-shapes.ts';
import { type Pixels, pixels } from '#core/contract/pages/shapes.ts';
import { typedWords } from '#core/contract/typed-words.ts';
import { visible } from '#core/contract/visible.ts';

/** A picture to start from, and where it is shown from. */
export const draftReference = z.object({ reference, url: z.string() });
export type DraftReference = z.infer<typeof draftReference>;

/** What is written on the page. Undefined: nothing is said, and the project, or the person's settings, say it. */
export const draft = z.object({
  prompt: z.string(),
  model: z.string().optional(),
  /** Of which a picture took the place by its own model: the person's choice forgets it, and so does the last picture that goes. */
  modelBefore: z.string().optional(),
  size: z.string().optional(),
  format: z.enum(['best', 'png']).optional(),
  count: z.int().min(1).max(4),
  seed: z.string(),
  negativePrompt: z.string(),
  references: z.array(draftReference),
  strength: z.number().optional(),
  /** `colours` as they are typed. */
  pixel: pixels.extend({ colours: z.string().optional() }).optional(),
  projectId: z.string().optional(),
});
export type Draft = z.infer<typeof draft>;

export const emptyDraft: Draft = { prompt: '', count: 1, seed: '', negativePrompt: '', references: [] };

/** What is sent of it; an empty field says nothing. */
export function wishOf({ seed, negativePrompt, references, prompt, pixel, modelBefore: _, ...rest }: Draft): Wish {
  return {
    ...rest,
    ...(pixel ? { pixel: pixelsOf(pixel) } : {}),
    prompt: visible(prompt).trim(),
    references: references.map((each) => each.reference),
    ...(seed.trim() === '' ? {} : { seed: Number(seed) }),
    ...(visible(negativePrompt) === '' ? {} : { negativePrompt: negativePrompt.trim() }),
  };
}

const pixelsOf = ({ colours, ...said }: NonNullable<Draft['pixel']>): Pixels => ({
  ...said,
  ...(colours === undefined ? {} : { colours: Number(colours) }),
});

/** Faults that need no server to be found: such a wish is not even asked the price of. */
export function faultsOf({ seed, pixel }: Draft): { seed?: string; colours?: string } {
  const isSeed = /^\s*\d{0,10}\s*$/.test(seed) && Number(seed) <= 2 ** 31 - 1;
  const { colours = '2' } = pixel ?? {};
  const areColours = /^\d{1,3}$/.test(colours) && Number(colours) >= 2 && Number(colours) <= 256;
  return {
    ...(isSeed ? {} : { seed: 'A whole number, from 0 to 2,147,483,647.' }),
    ...(areColours ? {} : { colours: 'A whole number, from 2 to 256.' }),
  };
}

/** The values of an earlier request, for another one. */
export const draftLike = (recipe: Recipe): Draft => ({
  prompt: typedWords(recipe.prompt) ?? '',
  count: recipe.count,
  format: recipe.format,
  seed: recipe.seed === null ? '' : String(recipe.seed),
  negativePrompt: recipe.negativePrompt ?? '',
  references: recipe.references,
  ...(recipe.model === null ? {} : { model: recipe.model }),
  ...(recipe.size === null ? {} : { size: recipe.size }),
  ...(recipe.strength === null ? {} : { strength: recipe.strength }),
  ...(recipe.pixel === null ? {} : { pixel: typedPixels(recipe.pixel) }),
  ...(recipe.projectId === null ? {} : { projectId: recipe.projectId }),
});

/** As they stand in the fields. */
export const typedPixels = ({ colours, ...said }: Pixels): NonNullable<Draft['pixel']> => ({
  ...said,
  ...(colours === undefined ? {} : { colours: String(colours) }),
});

/** With one more picture to start from, by a model that takes one: if the chosen one does not, the first of its kind that does. */
export function startingFrom(draft: Draft, added: DraftReference, models: readonly Model[], usual: string): Draft {
  const chosen = models.find(({ name }) => name === (draft.model ?? usual));
  const references = [...draft.references.filter(({ url }) => url !== added.url), added];
  if (chosen && chosen.mostReferences >= references.length) return { ...draft, references };
  const takers = models.filter(({ mostReferences }) => mostReferences >= references.length);
  const taker = takers.find(({ isPixelArt }) => isPixelArt === chosen?.isPixelArt) ?? takers[0];
  if (!taker) return { ...draft, references };
  return { ...draft, references, model: taker.name, modelBefore: draft.modelBefore ?? draft.model ?? usual };
}

/** With a picture to start from, by a model of which its page says what it makes: what was said to another model is nothing to it. */
export function startingBy(draft: Draft, added: DraftReference, by: string, usual: string): Draft {
  const { pixel: _, size: __, modelBefore, ...kept } = draft;
  return { ...kept, count: 1, references: [added], model: by, modelBefore: modelBefore ?? draft.model ?? usual };
}

/** With one picture less; with none left, by the model of before. */
export function startingWithout({ modelBefore, ...draft }: Draft, away: DraftReference): Draft {
  const references = draft.references.filter((each) => each !== away);
  if (modelBefore === undefined) return { ...draft, references };
  return references.length > 0 ? { ...draft, references, modelBefore } : { ...draft, references, model: modelBefore };
}
