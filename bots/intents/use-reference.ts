import { findPicture } from '#core/assets/find-picture.ts';
import { typedWords } from '#core/contract/typed-words.ts';
import type { Deps } from '#core/deps.ts';
import { Failure } from '#core/failure.ts';
import { whyNoPicture } from '#core/generations/source-picture.ts';
import { ownReference } from '#core/generations/stored-reference.ts';
import { findImageModel, models } from '#core/models/catalogue.ts';
import { type ImageModel, storedSize } from '#core/models/define-model.ts';
import { beginGeneration } from '../begin-generation.ts';
import { imagineCosts } from '../imagine-form.ts';
import { inUsualProject } from '../in-usual-project.ts';
import { remixFields, remixSuggestions } from '../remix-fields.ts';
import { withRest } from '../rest-of-prompt.ts';
import { defineIntent } from './define-intent.ts';

const takers = models.filter(({ acceptsImage }) => acceptsImage);
const options = remixFields(takers).omit({ negative: true });

/** A strength rather than a seed: it is about a picture. */
export const startForm = () => ({
  title: 'Start from this picture',
  typedAs: 'imagine',
  submit: 'Imagine',
  options,
  suggest: remixSuggestions,
  oneOf: ['seed', 'strength'],
  costs: imagineCosts,
});

/** What it opens with where nothing is known of the picture. */
export const usualStart = () => ({ model: takers[0]?.name, size: 'square', count: 1 });

/** The model that was chosen in that form. */
export function taker(name: string): ImageModel {
  const model = takers.find((each) => each.name === name) ?? takers[0];
  if (!model) throw gone();
  return model;
}

/**
 * A form that starts from this picture, whosever it is: whoever sees the card sees the picture. The worker copies it, so that it is the presser's own
 * reference from then on.
 */
export const useReference = defineIntent({
  name: 'use-reference',
  answer: 'form',
  submitAnswer: 'channel',
  form: startForm,
  async filled({ deps }, { assetId }) {
    const { prompt, generation } = await pictureOf(deps, assetId);
    const made = findImageModel(generation?.model ?? '');
    return {
      prompt: typedWords(prompt),
      model: (made?.acceptsImage ? made : takers[0])?.name,
      size: storedSize(generation?.size) ?? 'square',
      count: 1,
    };
  },
  async submit(context, { assetId }, { model: name, prompt, size, ...values }) {
    const earlier = await pictureOf(context.deps, assetId);
    const model = taker(name);
    await beginGeneration(context, {
      ...values,
      ...(await inUsualProject(context, model)),
      model,
      prompt: withRest(prompt, earlier.prompt, context.ask.target.platform),
      size: size ?? storedSize(earlier.generation?.size) ?? 'square',
      referenceUrl: ownReference(assetId),
    }).catch(leavingOutPicture('Use as reference on its card still has it'));
    return undefined;
  },
});

/** The line that is given back after a refusal would begin from words alone. @param where the picture is to be had again */
export const leavingOutPicture = (where: string) => (error: unknown) => {
  throw error instanceof Failure ? error.leavingOut(`the picture to start from: ${where}`) : error;
};

async function pictureOf(deps: Pick<Deps, 'db' | 'keys' | 'log'>, id: string) {
  const found = await findPicture(deps, { id });
  if (!found) throw await whyNoPicture(deps, id);
  return found;
}

const gone = () =>
  new Failure('unknown_generation', {
    title: 'That picture is gone',
    happened: 'It was deleted. Nothing was made and nothing was taken.',
    next: ['Start anew with ', { command: 'imagine' }, '.'],
  });
