import { redeliver } from '#core/generations/redeliver.ts';
import { checkMayUse, targetHere } from '../may-use.ts';
import { defineIntent } from './define-intent.ts';

/** Brings a result from /history to where its owner is now, for everybody there. */
export const postHere = defineIntent({
  name: 'post-here',
  answer: 'channel',
  async run(context, { generationId }) {
    const { deps, who } = context;
    await checkMayUse(context);
    await redeliver(deps, { generationId, who, target: await targetHere(context) });
    return undefined;
  },
});
