import { findGeneration } from '#core/generations/find.ts';
import { isTheirs } from '#core/generations/owner.ts';
import { storedFormat } from '#core/generations/stored-format.ts';
import { defaultModel, findImageModel } from '#core/models/catalogue.ts';
import { beginGeneration } from '../begin-generation.ts';
import { imagineCosts } from '../imagine-form.ts';
import { remixFields } from '../remix-fields.ts';
import { defineIntent } from './define-intent.ts';

const options = remixFields();

/** The request with other words or numbers. As with `again`, the picture that it began with is its owner's. */
export const remix = defineIntent({
  name: 'remix',
  answer: 'form',
  submitAnswer: 'channel',
  form: () => ({ title: 'Remix', submit: 'Imagine', options, costs: imagineCosts }),
  async filled({ deps }, { generationId }) {
    const { prompt, model, originModel, size, count, seed } = await findGeneration(deps, generationId);
    const { name, hasSeed } = findImageModel(model) ?? findImageModel(originModel ?? '') ?? defaultModel;
    return { prompt, model: name, size, count, ...(hasSeed ? { seed } : {}) };
  },
  async submit(context, { generationId }, { model: name, ...values }) {
    const earlier = await findGeneration(context.deps, generationId);
    const model = findImageModel(name) ?? defaultModel;
    const keepsPicture = isTheirs(earlier, context.who) && model.acceptsImage;
    await beginGeneration(context, {
      ...values,
      model,
      format: storedFormat.parse(earlier.format),
      ...(keepsPicture
        ? { inputImageKey: earlier.inputImageKey ?? undefined, referenceUrl: earlier.referenceUrl ?? undefined }
        : {}),
      projectId: isTheirs(earlier, context.who) ? (earlier.projectId ?? undefined) : undefined,
    });
    return undefined;
  },
});
