import { z } from 'zod';
import type { Card } from '#core/chat/card.ts';
import { defineCommand } from '../define-command.ts';
import { portalButton } from '../portal-button.ts';

export const billing = defineCommand({
  name: 'billing',
  description: 'Your card, invoices, and canceling a plan',
  answer: 'private',
  options: z.object({}),

  async run({ deps, who }): Promise<Card> {
    return {
      tone: 'notice',
      title: 'Billing',
      lines: [
        'On Stripe’s page you change the card, see invoices, and change or cancel a plan. What you paid, and for what, is also on ours.',
      ],
      note: ['The first link is good for a few minutes. Type ', { command: 'billing' }, ' again for a new one.'],
      buttons: [
        await portalButton(deps, who, 'Card, invoices, cancel'),
        { label: 'Payments', url: `${deps.config.publicUrl}/billing` },
      ],
      private: true,
    };
  },
});
