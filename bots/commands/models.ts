import { z } from 'zod';
import { items, note } from '#core/chat/card/blocks.ts';
import type { Card } from '#core/chat/card/card.ts';
import type { Config } from '#core/config.ts';
import { models as catalogue, defaultModel } from '#core/models/catalogue.ts';
import type { ImageModel } from '#core/models/define-model.ts';
import { credits } from '#core/words.ts';
import { defineCommand } from '../define-command.ts';

export const models = defineCommand({
  name: 'models',
  group: 'make',
  description: 'What each model is for, what it costs, and how long it takes',
  answer: 'ephemeral',
  options: z.object({}),

  run: async ({ deps }): Promise<Card> => ({
    tone: 'notice',
    title: `${catalogue.length} models`,
    blocks: [
      items(
        ...catalogue.map((model) => ({
          title: model.label,
          lines: [model.description, factsOf(model), takes(model)],
          ...exampleOf(model, deps.config),
        })),
      ),
      note([
        'Name one in ',
        { command: 'imagine' },
        `; without a name it is ${defaultModel.name}. What is not made costs nothing.`,
      ]),
    ],
  }),
});

function exampleOf({ name, label }: ImageModel, { modelPictures }: Pick<Config, 'modelPictures'>) {
  const picture = modelPictures[name];
  return picture ? { thumbnail: { ...picture, alt: `Made by ${label}` } } : {};
}

const factsOf = (model: ImageModel) => [
  { code: model.name },
  ` · ${credits(model.priceCredits)} an image · about ${model.typicalSeconds} s`,
];

const takes = ({ acceptsImage, hasSeed }: ImageModel) =>
  [
    acceptsImage ? 'Starts from words, or from a picture.' : 'Starts from words.',
    hasSeed ? 'A seed repeats it.' : 'No seeds: each one is new.',
  ].join(' ');
