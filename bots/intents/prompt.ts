import { wholePromptCards } from '#core/chat/present/title.ts';
import { isTheirs } from '#core/generations/owner.ts';
import { goneResult } from '#core/generations/refusals.ts';
import { messagesHere } from '#core/generations/stands-here.ts';
import { readView } from '#core/generations/view.ts';
import { notYours } from '../not-yours.ts';
import { defineIntent } from './define-intent.ts';

/** What a card shows the beginning of: to whom it belongs, and to everybody where it stands. */
export const prompt = defineIntent({
  name: 'prompt',
  answer: 'ephemeral',
  async run({ deps, who, ask, reply }, { generationId }) {
    const view = await readView(deps, generationId);
    const isDeleted = view !== undefined && view.stored > 0 && view.assets.length === 0;
    if (!view || isDeleted) throw goneResult();
    const isOwn = isTheirs({ identityId: view.identityId, userId: view.accountId }, who);
    if (!isOwn && (await messagesHere(deps, generationId, ask.target)).length === 0)
      throw notYours('read all of it before it is made');
    const [first, ...others] = wholePromptCards(view.prompt);
    if (others.length === 0) return first;
    await reply.replyEphemeral(first);
    for (const card of others) await reply.addEphemeral(card);
    return undefined;
  },
});
