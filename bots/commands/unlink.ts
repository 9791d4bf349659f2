import { z } from 'zod';
import { dayWords } from '#core/billing/money.ts';
import { planName } from '#core/billing/plans.ts';
import { type Billing, readBilling } from '#core/billing/read-billing.ts';
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
    const { subscription } = await readBilling(deps, who.walletId);
    return {
      tone: 'notice',
      title: 'Unlink this identity?',
      lines: [
        ...(subscription ? [planGoesOn(subscription, deps.config.publicUrl)] : []),
        'Its credits and pictures stay in your account, which you can still use on the web.',
        'Here you begin anew as a guest with no credits. You can link it again with /link.',
      ],
      buttons: [{ label: 'Unlink', style: 'danger', id: encodeButtonId('unlink', who.identityId) }],
      private: true,
    };
  },
});

/** Whoever unlinks may believe that this ends the plan too. */
function planGoesOn(
  { plan, currentPeriodEnd, cancelAtPeriodEnd }: NonNullable<Billing['subscription']>,
  publicUrl: string,
) {
  const until = dayWords(currentPeriodEnd);
  return cancelAtPeriodEnd
    ? `Your plan ${planName(plan)} goes on in your account until ${until}, and then ends.`
    : `Your plan ${planName(plan)} goes on in your account, and is paid again on ${until}. Cancel it first at ${publicUrl}/billing if you want no more of it.`;
}
