import { itemId } from '#core/billing/item-id.ts';
import { createPayRequest } from '#core/billing/pay-request.ts';
import { items } from '#core/billing/plans.ts';
import { createLinkRequest } from '#core/linking/link-request.ts';
import type { Action } from './action.ts';

/** A guest chose what to buy: links first, and goes on to the payment. Who was linked meanwhile goes there at once. */
export const buy: Action = {
  answer: 'private',
  async run({ deps, who, ask }, { n }) {
    const item = items[n];
    if (!item)
      return {
        tone: 'problem',
        title: 'That is no longer sold',
        lines: [['Nothing was paid. Type ', { command: 'buy' }, ' again to see what there is today.']],
        private: true,
      };
    const person = await ask.person();
    const { identityId } = who;
    if (who.userId !== null) {
      const urlOf = await createPayRequest(deps, { identityId, placeName: person.placeName, spot: ask.spot });
      return {
        tone: 'notice',
        title: item.name,
        lines: ['You are linked now. The page says what it costs and for which account, before anything is paid.'],
        buttons: [{ label: 'Go to the payment', url: urlOf(itemId(item)) }],
        private: true,
      };
    }
    const url = await createLinkRequest(deps, { identityId, person, spot: ask.spot, buys: itemId(item) });
    return {
      tone: 'notice',
      title: `First your account, then ${item.name}`,
      lines: [
        'What you buy belongs to an account, so that you have it everywhere and for ever. The page links this identity to yours, or to a new one, and goes on to the payment.',
      ],
      note: 'The link is yours alone: it works once, in one browser, for 10 minutes. Do not pass it on.',
      buttons: [{ label: 'Link and go on', url }],
      private: true,
    };
  },
};
