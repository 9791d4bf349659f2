import { z } from 'zod';
import { plainWords } from '#core/chat/card/text.ts';
import { Failure } from '#core/failure.ts';
import { checkTakes } from '#core/generations/model-takes.ts';
import { animationKinds, labelOfKind, sidesOfKind } from '#core/models/animation-kinds.ts';
import type { WantedSize } from '#core/models/define-model.ts';
import { sidesInWords } from '#core/models/exact-size.ts';
import { priceOf } from '#core/models/plan.ts';
import { rdAnimation } from '#core/models/rd-animation.ts';
import type { FieldFault, FormCosts, Suggest } from './define-command.ts';
import { countOf, countOption, promptOption, sizeOption, suggestSizes } from './image-options.ts';

/** What an animation is of, as /imagine with its model takes it, in plain words. */
export const animationOptions = {
  prompt: promptOption().meta({
    description: 'Who or what moves, such as a fox knight; or an effect, such as an explosion',
  }),
  kind: z
    .enum(animationKinds)
    .default(animationKinds[0])
    .meta({
      description: 'Which animation; left out: a walk in four directions',
      labels: Object.fromEntries(
        animationKinds.map((kind) => [kind, `${labelOfKind(kind)} · ${sidesInWords(sidesOfKind(kind))}`]),
      ),
      allVisible: true,
    }),
  size: sizeOption('Pixels of a frame, such as 64x64, for an effect; the other kinds have one size', []).optional(),
  count: countOption().meta({ description: 'How many animations' }),
};

interface Told {
  prompt?: string;
  kind?: string;
  size?: WantedSize;
}

/** What its model does not draw. */
export function animationFaults(values: Readonly<Record<string, unknown>>): FieldFault[] {
  const { prompt = '', kind, size = 'square' } = values as Told;
  try {
    checkTakes(rdAnimation, { prompt, size, pictures: 0, pixel: kind === undefined ? undefined : { preset: kind } });
    return [];
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== 'takes_no_size') throw error;
    return [{ name: 'size', says: `${error.title}. ${error.message} ${plainWords(error.next)}` }];
  }
}

export const animationCosts: FormCosts = {
  decidedBy: ['count'],
  of: ({ count }) => ({ each: priceOf(rdAnimation, 1), count: countOf(count), fault: undefined }),
};

/** The pixels of a frame that its kind draws: for an effect those that are usual, for the other kinds the one size that they have. */
export const suggestFrameSizes: Suggest = (typed, { given, ...asker }) =>
  suggestSizes(typed, { ...asker, given: { ...given, model: rdAnimation.name, preset: given?.kind } }).filter(
    ({ value }) => value !== 'square',
  );
