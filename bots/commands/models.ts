import { z } from 'zod';
import { items, note } from '#core/chat/card/blocks.ts';
import type { Card } from '#core/chat/card/card.ts';
import type { Config } from '#core/config.ts';
import { defaultModel } from '#core/models/catalogue.ts';
import type { ImageModel } from '#core/models/define-model.ts';
import { sidesInWords } from '#core/models/exact-size.ts';
import { modelsOnMenu } from '#core/models/menu.ts';
import { credits } from '#core/words.ts';
import { defineCommand } from '../define-command.ts';

export const models = defineCommand({
  name: 'models',
  group: 'make',
  description: 'What each model is for, what it costs, and how long it takes',
  answer: 'ephemeral',
  options: z.object({}),

  run: async ({ deps }): Promise<Card> => {
    const offered = await modelsOnMenu(deps);
    return {
      tone: 'notice',
      title: `${offered.length} models`,
      blocks: [
        items(
          ...offered.map((model) => ({
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
    };
  },
});

function exampleOf({ name, label }: ImageModel, { modelPictures }: Pick<Config, 'modelPictures'>) {
  const picture = modelPictures[name];
  return picture ? { thumbnail: { ...picture, alt: `Made by ${label}` } } : {};
}

const factsOf = (model: ImageModel) => [
  { code: model.name },
  ` · ${credits(model.priceCredits)} an image · about ${model.typicalSeconds} s`,
];

const takes = ({ acceptsImage, acceptsStrength, acceptsNegativePrompt, exact, hasSeed }: ImageModel) =>
  [
    acceptsImage ? 'Starts from words, or from a picture.' : 'Starts from words.',
    ...(acceptsStrength ? ['Takes a strength.'] : []),
    ...(acceptsNegativePrompt ? ['Takes a negative prompt.'] : []),
    ...(exact ? [`Exact pixels: ${sidesInWords(exact)}; large ones cost more.`] : []),
    hasSeed ? 'A seed repeats it.' : 'No seeds: each one is new.',
  ].join(' ');
