import { decideOffer } from '#core/assets/contract/decide-offer.ts';
import { text } from '#core/chat/card/blocks.ts';
import { credits } from '#core/words.ts';
import { defineIntent } from './define-intent.ts';

/** A picture is not as it was asked for, and whoever asked keeps it. */
export const keepOffer = defineIntent({
  name: 'keep-offer',
  answer: 'ephemeral',
  async run({ deps, who }, { assetId }) {
    const { price } = await decideOffer(deps, { assetId, who, keeps: true });
    return { tone: 'done', title: 'Kept', blocks: [text(`It is yours, for ${credits(price)}.`)] };
  },
});

/** Or gives it back: its message shows it no more. */
export const giveBack = defineIntent({
  name: 'give-back',
  answer: 'ephemeral',
  async run({ deps, who }, { assetId }) {
    const { price } = await decideOffer(deps, { assetId, who, keeps: false });
    return {
      tone: 'done',
      title: 'Given back',
      blocks: [text(`Your ${credits(price)} ${price === 1 ? 'is' : 'are'} back, and the picture is being deleted.`)],
    };
  },
});
