import { Failure } from '#core/failure.ts';
import { findDescription } from '#core/generations/description.ts';
import { isTheirs } from '#core/generations/owner.ts';
import { defaultModel, findImageModel } from '#core/models/catalogue.ts';
import { beginGeneration } from '../begin-generation.ts';
import { imagineCosts } from '../imagine-form.ts';
import { inUsualProject } from '../in-usual-project.ts';
import { remixFields, remixSuggestions } from '../remix-fields.ts';
import { defineIntent } from './define-intent.ts';

/** The rarer ones are for who made something with them before. */
const options = remixFields().omit({ negative: true, strength: true });

/**
 * The form for an image, with the words that describe a picture. A model that starts from one is given the picture, too, while a copy of it is kept; as
 * with `remix`, that is its owner's, and somebody else takes the words alone.
 */
export const makeLike = defineIntent({
  name: 'make-like',
  answer: 'form',
  submitAnswer: 'channel',
  form: () => ({
    ...{ title: 'Make one like it', submit: 'Imagine', options },
    ...{ suggest: remixSuggestions, costs: imagineCosts, typedAs: 'imagine' },
  }),
  async filled({ deps }, { generationId }) {
    const { description } = await findDescription(deps, generationId);
    return { prompt: description, model: defaultModel.name, size: 'square', count: 1 };
  },
  async submit(context, { generationId }, { model: name, size, ...values }) {
    const described = await findDescription(context.deps, generationId);
    const model = findImageModel(name) ?? defaultModel;
    const takesPicture = isTheirs(described, context.who) && model.acceptsImage;
    await beginGeneration(context, {
      ...values,
      ...(await inUsualProject(context, model)),
      model,
      size: size ?? 'square',
      inputImageKey: takesPicture ? (described.inputImageKey ?? undefined) : undefined,
    }).catch((error) => {
      throw takesPicture && error instanceof Failure ? error.leavingOut(stillOnCard) : error;
    });
    return undefined;
  },
});

/** The line that is given back after a refusal would begin from the words alone. */
const stillOnCard = 'the picture that was described: Make one like it on its card still has it';
