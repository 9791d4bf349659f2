import { z } from 'zod';
import { findRunningPlan } from '#core/billing/running-plan.ts';
import { encodeButtonId } from '#core/chat/button-id.ts';
import type { Card } from '#core/chat/card.ts';
import { defineCommand } from '../define-command.ts';

export const unlink = defineCommand({
  name: 'unlink',
  description: 'Take this identity out of your account',
  answer: 'private',
  options: z.object({}),

  async run({ deps, who }): Promise<Card> {
    if (who.userId === null)
      return {
        tone: 'notice',
        title: 'Nothing to unlink',
        lines: ['This identity is not linked to an account. Nothing was changed.'],
        private: true,
      };
    const plan = await findRunningPlan(deps, { userId: who.userId });
    return {
      tone: 'notice',
      title: 'Unlink this identity?',
      lines: [
        // Whoever unlinks may believe that this ends the plan too.
        ...(plan === null ? [] : [plan.words]),
        'Its credits and pictures stay in your account, which you can still use on the web.',
        ['Here you begin anew as a guest with no credits. You can link it again with ', { command: 'link' }, '.'],
      ],
      buttons: [
        { label: 'Unlink', style: 'danger', id: encodeButtonId('unlink', who.identityId) },
        ...(plan === null ? [] : [{ label: 'Change or cancel the plan', url: plan.billingUrl }]),
      ],
      private: true,
    };
  },
});
