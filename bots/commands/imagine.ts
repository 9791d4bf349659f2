import { z } from 'zod';
import { Failure } from '#core/failure.ts';
import { keepReference } from '#core/generations/reference.ts';
import { credits } from '#core/generations/refusals.ts';
import { defaultModel, findModel, models } from '#core/models/catalogue.ts';
import { type ModelEntry, sizeNames } from '#core/models/define-model.ts';
import { seedSchema } from '#core/models/seed.ts';
import { beginGeneration } from '../begin-generation.ts';
import { defineCommand, imageOption, type Suggestion } from '../define-command.ts';

export const imagine = defineCommand({
  name: 'imagine',
  description: 'Make images from words',
  answer: 'public',
  options: z.object({
    prompt: z.string().trim().min(1).max(1000).meta({ description: 'What to make' }),
    model: z.string().max(100).default(defaultModel.name).meta({ description: 'Which model makes it' }),
    size: z.enum(sizeNames).default('square').meta({ description: 'The shape of the image' }),
    count: z.int().min(1).max(4).default(1).meta({ description: 'How many images' }),
    seed: seedSchema.optional().meta({ description: 'The same seed and words make the same image again' }),
    image: imageOption('A picture to start from').optional(),
  }),
  suggest: { model: suggestModels },

  async run(context, { model: name, image, ...options }) {
    const model = findModel(name);
    if (!model) throw unknownModel(name);
    if (image && !model.acceptsImage) throw takesNoImage(model);
    const inputImageKey = image && (await keepReference(context.deps, image));
    await beginGeneration(context, { ...options, model, inputImageKey });
    return undefined;
  },
});

/** Models whose name or description has what was typed, with the price. */
function suggestModels(typed: string): Suggestion[] {
  const wanted = typed.trim().toLowerCase();
  return models
    .filter((model) =>
      `${model.name} ${model.label} ${model.description} ${model.tags.join(' ')}`.toLowerCase().includes(wanted),
    )
    .map((model) => ({
      label: `${model.name} · ${credits(model.priceCredits)} · about ${model.typicalSeconds} s · ${model.description}`,
      value: model.name,
    }));
}

function unknownModel(name: string): Failure {
  return new Failure('unknown_model', {
    title: 'There is no such model',
    happened: `I do not know a model “${name}”. Nothing was made and nothing was taken.`,
    next: `Choose one of ${models.map((model) => model.name).join(', ')}.`,
  });
}

function takesNoImage(model: ModelEntry): Failure {
  const takers = models.filter((other) => other.acceptsImage).map((other) => other.name);
  return new Failure('takes_no_image', {
    title: `${model.name} cannot start from a picture`,
    happened: `${model.name} works from words alone. Nothing was made and nothing was taken.`,
    next: `Leave the picture out, or choose ${takers.join(', ')}.`,
  });
}
