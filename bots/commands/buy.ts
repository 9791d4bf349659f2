import { z } from 'zod';
import { items } from '#core/billing/plans.ts';
import { actions, note, text } from '#core/chat/card/blocks.ts';
import type { Card } from '#core/chat/card/card.ts';
import type { Text } from '#core/chat/card/text.ts';
import { moneyText, pricePerCredit } from '#core/contract/money.ts';
import { credits } from '#core/words.ts';
import { defineCommand } from '../define-command.ts';
import { offerButtons } from '../offer-buttons.ts';

export const buy = defineCommand({
  name: 'buy',
  group: 'pay',
  description: 'Buy credits that never expire',
  answer: 'ephemeral',
  options: z.object({}),

  async run(context): Promise<Card> {
    const packs = items.filter(({ kind }) => kind === 'pack');
    const offer = await offerButtons(context, packs);
    return {
      tone: 'notice',
      title: 'Buy credits',
      blocks: [
        text(
          ...packs.map(
            ({ credits: amount, price }): Text => [
              { bold: credits(amount) },
              ` — ${moneyText(price)}, ${pricePerCredit(price, amount)} a credit`,
            ],
          ),
          offer.forWhom,
        ),
        note([
          'They never expire. Stripe takes the payment; your card never touches us. For credits every month see ',
          { command: 'plans' },
          '.',
        ]),
        actions(...offer.buttons),
      ],
    };
  },
});
