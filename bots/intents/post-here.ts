import { redeliver } from '#core/generations/redeliver.ts';
import { defineIntent } from './define-intent.ts';

/** Brings a result from /history to where its owner is now, for everybody there. */
export const postHere = defineIntent({
  name: 'post-here',
  answer: 'channel',
  async run({ deps, who, ask }, { generationId }) {
    const target = { ...ask.target, isAgeRestricted: await ask.isAgeRestricted() };
    await redeliver(deps, { generationId, who, target });
    return undefined;
  },
});
