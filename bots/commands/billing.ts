import { z } from 'zod';
import { actions, note, text } from '#core/chat/card/blocks.ts';
import type { Card } from '#core/chat/card/card.ts';
import { link } from '#core/chat/card/controls.ts';
import { defineCommand } from '../define-command.ts';
import { portalButton } from '../portal-button.ts';

export const billing = defineCommand({
  name: 'billing',
  group: 'pay',
  description: 'Your card, invoices, and canceling a plan',
  answer: 'ephemeral',
  options: z.object({}),

  async run({ deps, who }): Promise<Card> {
    return {
      tone: 'notice',
      title: 'Billing',
      blocks: [
        text(
          'On Stripe’s page you change the card, see invoices, and change or cancel a plan. What you paid, and for what, is also on ours.',
        ),
        note(['The first link is good for a few minutes. Type ', { command: 'billing' }, ' again for a new one.']),
        actions(
          await portalButton(deps, who, 'Card, invoices, cancel'),
          link('Payments', `${deps.config.publicUrl}/billing`),
        ),
      ],
    };
  },
});
