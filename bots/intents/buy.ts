import { findItemById } from '#core/billing/item-id.ts';
import { createPayRequest } from '#core/billing/pay-request.ts';
import { actions, note, text } from '#core/chat/card/blocks.ts';
import { link } from '#core/chat/card/controls.ts';
import { Failure } from '#core/failure.ts';
import { createLinkRequest } from '#core/linking/link-request.ts';
import { defineIntent } from './define-intent.ts';

/** A guest chose what to buy: they link first, and go on to the payment. People who were linked meanwhile go there at once. */
export const buy = defineIntent({
  name: 'buy',
  answer: 'ephemeral',
  async run({ deps, who, ask }, { itemId }) {
    const item = findItemById(itemId);
    if (!item)
      throw new Failure('not_sold', {
        title: 'That is no longer sold',
        happened: 'Nothing was paid.',
        next: ['Type ', { command: 'buy' }, ' again to see what there is today.'],
      });
    const person = await ask.person();
    const { identityId } = who;
    if (who.userId !== null) {
      const urlOf = await createPayRequest(deps, { identityId, placeName: person.placeName, target: ask.target });
      return {
        tone: 'notice',
        title: item.name,
        blocks: [
          text('You are linked now. The page says what it costs and for which account, before anything is paid.'),
          actions(link('Go to the payment', urlOf(itemId))),
        ],
      };
    }
    const url = await createLinkRequest(deps, { identityId, person, target: ask.target, buys: itemId });
    return {
      tone: 'notice',
      title: `First your account, then ${item.name}`,
      blocks: [
        text(
          'What you buy belongs to an account, so that you have it everywhere and for ever. The page links this identity to yours, or to a new one, and goes on to the payment.',
        ),
        note('The link is yours alone: it works once, in one browser, for 10 minutes. Do not pass it on.'),
        actions(link('Link and go on', url)),
      ],
    };
  },
});
