import { z } from 'zod';
import { findPicture } from '#core/assets/find-picture.ts';
import { typedWords } from '#core/contract/typed-words.ts';
import { whyNoPicture } from '#core/generations/source-picture.ts';
import { ownReference } from '#core/generations/stored-reference.ts';
import { rdAnimation } from '#core/models/rd-animation.ts';
import { animationCosts, animationFaults, animationOptions } from '../animation-options.ts';
import { beginGeneration } from '../begin-generation.ts';
import { inUsualProject } from '../in-usual-project.ts';
import { withRest } from '../rest-of-prompt.ts';
import { defineIntent } from './define-intent.ts';
import { leavingOutPicture } from './use-reference.ts';

/** An animation of what is in this picture, whosever it is: whoever sees the card sees the picture. It is drawn anew, and goes by the picture. */
export const animate = defineIntent({
  name: 'animate',
  answer: 'form',
  submitAnswer: 'channel',
  form: () => ({
    ...{ title: 'Animate this picture', submit: 'Animate', typedAs: 'animate', options: z.object(animationOptions) },
    ...{ costs: animationCosts, faults: animationFaults },
  }),
  async filled({ deps }, { assetId }) {
    const found = await findPicture(deps, { id: assetId });
    if (!found) throw await whyNoPicture(deps, assetId);
    return { prompt: typedWords(found.prompt), count: 1 };
  },
  async submit(context, { assetId }, { prompt, kind, size = 'square', count }) {
    const found = await findPicture(context.deps, { id: assetId });
    if (!found) throw await whyNoPicture(context.deps, assetId);
    await beginGeneration(context, {
      ...{ model: rdAnimation, size, count },
      ...(await inUsualProject(context, rdAnimation, { preset: kind })),
      prompt: withRest(prompt, found.prompt, context.ask.target.platform),
      referenceUrl: ownReference(assetId),
    }).catch(leavingOutPicture('Animate… on its card still has it'));
    return undefined;
  },
});
