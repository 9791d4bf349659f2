import { findGeneration } from '#core/generations/find.ts';
import { isTheirs } from '#core/generations/owner.ts';
import { storedFormat } from '#core/generations/stored-format.ts';
import { defaultModel, findImageModel } from '#core/models/catalogue.ts';
import { storedSize } from '#core/models/define-model.ts';
import { strengthInWords } from '#core/models/strength.ts';
import { beginGeneration } from '../begin-generation.ts';
import { imagineCosts } from '../imagine-form.ts';
import { remixFields, remixOneOf, remixSuggestions } from '../remix-fields.ts';
import { withRest } from '../rest-of-prompt.ts';
import { defineIntent } from './define-intent.ts';

const options = remixFields();

/**
 * The request with other words or numbers. As with `again`, the picture that it began with is its owner's. A negative prompt or a strength that was left as
 * it was goes where the chosen model takes it; one that was written now is refused where it does not.
 */
export const remix = defineIntent({
  name: 'remix',
  answer: 'form',
  submitAnswer: 'channel',
  form: () => ({
    title: 'Remix',
    typedAs: 'imagine',
    submit: 'Imagine',
    options,
    suggest: remixSuggestions,
    oneOf: remixOneOf,
    costs: imagineCosts,
  }),
  async filled({ deps }, { generationId }) {
    const earlier = await findGeneration(deps, generationId);
    const { prompt, negativePrompt, strength, model, originModel, size, count, seed } = earlier;
    const { name, hasSeed } = findImageModel(model) ?? findImageModel(originModel ?? '') ?? defaultModel;
    return {
      ...{ prompt, model: name, size: storedSize(size) ?? 'square', count },
      ...(negativePrompt === '' ? {} : { negative: negativePrompt }),
      ...(strength === null ? {} : { strength: strengthInWords(strength) }),
      ...(hasSeed ? { seed } : {}),
    };
  },
  async submit(context, { generationId }, { model: name, prompt, size, negative, strength, ...values }) {
    const earlier = await findGeneration(context.deps, generationId);
    const model = findImageModel(name) ?? defaultModel;
    const { inputImageKey, referenceUrl } = earlier;
    const isOwn = isTheirs(earlier, context.who);
    const keepsPicture = isOwn && model.acceptsImage && (inputImageKey !== null || referenceUrl !== null);
    await beginGeneration(context, {
      ...values,
      model,
      prompt: withRest(prompt, earlier.prompt, context.ask.target.platform),
      size: size ?? storedSize(earlier.size) ?? 'square',
      negativePrompt: model.acceptsNegativePrompt || negative !== earlier.negativePrompt ? negative : undefined,
      format: storedFormat.parse(earlier.format),
      ...(keepsPicture ? { inputImageKey: inputImageKey ?? undefined, referenceUrl: referenceUrl ?? undefined } : {}),
      strength: (keepsPicture && model.acceptsStrength) || strength !== earlier.strength ? strength : undefined,
      projectId: isOwn ? (earlier.projectId ?? undefined) : undefined,
    });
    return undefined;
  },
});
