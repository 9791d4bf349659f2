import { z } from 'zod';
import { items, note } from '#core/chat/card/blocks.ts';
import type { Card } from '#core/chat/card/card.ts';
import type { Deps } from '#core/deps.ts';
import { defaultModel } from '#core/models/catalogue.ts';
import { type ImageModel, mostImagesOf } from '#core/models/define-model.ts';
import { exactSize, sidesInWords } from '#core/models/exact-size.ts';
import { exampleLinks } from '#core/models/examples.ts';
import { modelsOnMenu } from '#core/models/menu.ts';
import { unitPriceOf } from '#core/models/plan.ts';
import { sidesOfAll } from '#core/models/preset.ts';
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
    const pictures = await picturesOf(deps, offered);
    return {
      tone: 'notice',
      title: `${offered.length} models`,
      blocks: [
        items(
          ...offered.map((model) => ({
            title: model.label,
            lines: [model.description, factsOf(model), takes(model)],
            ...exampleOf(model, pictures),
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

type Pictures = Awaited<ReturnType<typeof exampleLinks>>;

/** The operator's own, and of the other models what the provider shows of them. */
async function picturesOf(deps: Deps, offered: readonly ImageModel[]): Promise<Pictures> {
  const { modelPictures } = deps.config;
  return {
    ...(await exampleLinks(
      deps,
      offered.filter(({ name }) => modelPictures[name] === undefined),
    )),
    ...modelPictures,
  };
}

function exampleOf({ name, label }: ImageModel, pictures: Pictures) {
  const picture = pictures[name];
  return picture ? { thumbnail: { ...picture, alt: `Made by ${label}` } } : {};
}

const factsOf = (model: ImageModel) => [
  { code: model.name },
  ` · ${credits(model.priceCredits)} an image · about ${model.typicalSeconds} s`,
];

function takes(model: ImageModel): string {
  const { acceptsStrength, acceptsNegativePrompt, hasSeed } = model;
  return [
    startsFrom(model),
    ...(acceptsStrength ? ['Takes a strength.'] : []),
    ...(acceptsNegativePrompt ? ['Takes a negative prompt.'] : []),
    ...exactWords(model),
    hasSeed ? 'A seed repeats it.' : 'No seeds: each one is new.',
  ].join(' ');
}

function exactWords(model: ImageModel): string[] {
  const drawn = sidesOfAll(model);
  if (!drawn) return [];
  const { sides, differ } = drawn;
  const isDearer = unitPriceOf(model, exactSize({ width: sides.max, height: sides.max })) > model.priceCredits;
  return [
    `Exact pixels: ${sidesInWords(sides)}${differ ? ', by kind' : ''}${isDearer ? '; large ones cost more' : ''}.`,
  ];
}

function startsFrom(model: ImageModel): string {
  const most = mostImagesOf(model);
  if (most <= 1) return most === 0 ? 'Starts from words.' : 'Starts from words, or from a picture.';
  const further = unitPriceOf(model, undefined, 2) - model.priceCredits;
  const price = further === 0 ? '' : `; each after the first adds ${credits(further)} to each image`;
  return `Starts from words, or from up to ${most} pictures${price}.`;
}
