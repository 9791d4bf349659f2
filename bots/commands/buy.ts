import { z } from 'zod';
import { items } from '#core/billing/plans.ts';
import type { Card, Text } from '#core/chat/card.ts';
import { moneyText, pricePerCredit } from '#core/contract/money.ts';
import { credits } from '#core/generations/refusals.ts';
import { defineCommand } from '../define-command.ts';
import { offerButtons } from '../offer-buttons.ts';

export const buy = defineCommand({
  name: 'buy',
  description: 'Buy credits that never expire',
  answer: 'private',
  options: z.object({}),

  async run(context): Promise<Card> {
    const packs = items.filter(({ kind }) => kind === 'pack');
    const offer = await offerButtons(context, packs);
    return {
      tone: 'notice',
      title: 'Buy credits',
      lines: [
        ...packs.map(
          ({ credits: amount, price }): Text => [
            { bold: credits(amount) },
            ` — ${moneyText(price)}, ${pricePerCredit(price, amount)} a credit`,
          ],
        ),
        offer.forWhom,
      ],
      note: [
        'They never expire. Stripe takes the payment; your card never touches us. For credits every month see ',
        { command: 'plans' },
        '.',
      ],
      buttons: offer.buttons,
      private: true,
    };
  },
});
