import { z } from 'zod';
import { findRunningPlan } from '#core/billing/running-plan.ts';
import { actions, text } from '#core/chat/card/blocks.ts';
import type { Card } from '#core/chat/card/card.ts';
import { button, link } from '#core/chat/card/controls.ts';
import { defineCommand } from '../define-command.ts';

export const unlink = defineCommand({
  name: 'unlink',
  group: 'yours',
  description: 'Take this identity out of your account',
  answer: 'ephemeral',
  options: z.object({}),

  async run({ deps, who }): Promise<Card> {
    if (who.userId === null)
      return {
        tone: 'notice',
        title: 'Nothing to unlink',
        blocks: [text('This identity is not linked to an account. Nothing was changed.')],
      };
    const plan = await findRunningPlan(deps, { userId: who.userId });
    return {
      tone: 'notice',
      title: 'Unlink this identity?',
      blocks: [
        text(
          // People who unlink may believe that this ends the plan too.
          ...(plan === null ? [] : [plan.words]),
          'Its credits and pictures stay in your account, which you can still use on the web.',
          ['Here you begin anew as a guest with no credits. You can link it again with ', { command: 'link' }, '.'],
        ),
        actions(
          button('Unlink', { name: 'unlink', args: { identityId: who.identityId } }, 'danger'),
          ...(plan === null ? [] : [link('Change or cancel the plan', plan.billingUrl)]),
        ),
      ],
    };
  },
});
