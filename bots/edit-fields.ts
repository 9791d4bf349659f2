import { z } from 'zod';
import type { Hints } from '#core/chat/card/form.ts';
import { checkReference, maxReferenceBytes } from '#core/generations/reference.ts';
import { editors } from '#core/models/catalogue.ts';
import { type ImageModel, mostImagesOf } from '#core/models/define-model.ts';
import { drawnBy } from '#core/models/on-grid.ts';
import { isPixelArt } from '#core/models/pixel-art.ts';
import { credits } from '#core/words.ts';
import { imageOption } from './fields.ts';

/** Slack's text fields take no more. */
export const mostWords = 3000;

const [usual] = editors;
const takesSecond = (model: ImageModel) => mostImagesOf(model) > 1;
const labels = Object.fromEntries(
  editors.map((model) => [
    model.name,
    `${model.name} · ${credits(model.priceCredits)} · ${takesSecond(model) ? 'takes a reference, too' : 'of this picture alone'}`,
  ]),
);

/** What is asked when a picture is to be changed by words. */
const options = z
  .object({
    instruction: z.string().trim().min(1).max(mostWords).meta({ description: 'What to change, in your own words' }),
    model: z
      .enum(editors.map(({ name }) => name) as [string, ...string[]])
      .default(usual.name)
      .meta({ title: 'Edited by', description: 'You pay its price', labels, allVisible: true }),
    reference: imageOption(
      'Another picture, if it shows what you mean: a style, a character, a thing to put in',
    ).optional(),
  })
  .refine(({ model, reference }) => !reference || takesSecond(editorNamed(model)), {
    path: ['reference'],
    error: ({ input }) =>
      `is a second picture, and ${(input as { model: string }).model} takes one: choose ${editors
        .filter(takesSecond)
        .map(({ name }) => name)
        .join(' or ')}, or leave it out`,
  })
  .refine(({ reference }) => !reference || reference.byteLength <= maxReferenceBytes, {
    path: ['reference'],
    error: 'is larger than 15 MB: try another picture, or leave it out',
  });
export type EditWish = z.output<typeof options>;

const isOnePrice = editors.every(({ priceCredits }) => priceCredits === usual.priceCredits);

export const editForm = () => ({
  title: 'Edit this picture',
  submit: isOnePrice ? `Edit · ${credits(usual.priceCredits)}` : 'Edit',
  costs: {
    decidedBy: isOnePrice ? [] : ['model'],
    of: ({ model }: Readonly<Record<string, unknown>>) => ({ each: editorNamed(String(model)).priceCredits, count: 1 }),
  },
  options,
});

const editorNamed = (name: string): ImageModel => editors.find((each) => each.name === name) ?? usual;

/** Of a sent form. @throws Failure bad_reference, if the chat said only now how large it is */
export function readEdit({ instruction, model, reference }: EditWish) {
  if (reference) checkReference(reference);
  return { instruction, editor: editorNamed(model), secondReferenceUrl: reference?.url };
}

/** Of pixel art: the editors keep neither its grid nor its palette. */
export const editHints = (picture: { model: string | null; originModel: string | null }): Hints =>
  isPixelArt(drawnBy(picture) ?? '') ? { instruction: ofPixelArt } : {};

/** Discord shows 100 characters. */
const ofPixelArt = 'What to change. It comes back on no grid and in no palette: Make pixel art of it then';
