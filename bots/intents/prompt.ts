import { boxCards } from '#core/chat/present/boxes.ts';
import { viewHere } from '../view-here.ts';
import { defineIntent } from './define-intent.ts';

/** What a card shows the beginning of: to whom it belongs, and to everybody where it stands. */
export const prompt = defineIntent({
  name: 'prompt',
  answer: 'ephemeral',
  async run(context, { generationId }) {
    const { ask, reply } = context;
    const view = await viewHere(context, generationId, 'read all of it while no picture of it is here');
    const [first, ...others] = boxCards('The whole prompt', view.prompt, ask.target.platform);
    if (others.length === 0) return first;
    await reply.replyEphemeral(first);
    for (const card of others) await reply.addEphemeral(card);
    return undefined;
  },
});
