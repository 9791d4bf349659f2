import { z } from 'zod';
import { dayWords } from '#core/billing/money.ts';
import { items, plans as list, planKeys } from '#core/billing/plans.ts';
import { readSubscription } from '#core/billing/read-billing.ts';
import type { Card, Text } from '#core/chat/card.ts';
import { moneyText } from '#core/contract/money.ts';
import { credits } from '#core/generations/refusals.ts';
import { defineCommand } from '../define-command.ts';
import { offerButtons } from '../offer-buttons.ts';
import { portalButton } from '../portal-button.ts';

export const plans = defineCommand({
  name: 'plans',
  description: 'Plans with credits every month, and yours',
  answer: 'private',
  options: z.object({}),

  async run(context): Promise<Card> {
    const { deps, who } = context;
    const subscription = who.userId === null ? undefined : await readSubscription(deps, who.walletId);
    const current = who.userId === null ? undefined : (subscription?.plan ?? 'free');
    const offer = subscription
      ? { buttons: await portalButton(deps, who, 'Change or cancel'), forWhom: goesOn(subscription) }
      : await offerButtons(
          context,
          items.filter(({ kind }) => kind === 'plan'),
        );
    return {
      tone: 'notice',
      title: 'Plans',
      lines: [
        ...planKeys.map((key): Text => {
          const { name, monthlyCredits, price, running, open } = list[key];
          return [
            { bold: name },
            ` — ${price ? `${moneyText(price)} a month` : 'free'}: ${credits(monthlyCredits)} each month, ${running} running at once, ${open} waiting`,
            key === current ? ' · your plan' : '',
          ];
        }),
        offer.forWhom,
      ],
      note: 'A plan’s credits are spent before bought ones, and are good for a month longer than the month they are for.',
      buttons: offer.buttons,
      private: true,
    };
  },
});

function goesOn(subscription: NonNullable<Awaited<ReturnType<typeof readSubscription>>>): Text {
  const until = dayWords(subscription.currentPeriodEnd);
  if (subscription.pastDueSince)
    return subscription.graceUntil
      ? `The last payment did not go through. Your plan holds until ${dayWords(subscription.graceUntil)}; another card mends it.`
      : 'The last payment did not go through. Another card mends it.';
  if (subscription.cancelAtPeriodEnd) return `Yours ends on ${until}, and nothing more is taken.`;
  return `Yours is renewed on ${until}.`;
}
