import { z } from 'zod';
import { listPrices } from '#core/billing/list-prices.ts';
import { type Billing, readBilling } from '#core/billing/read-billing.ts';
import { actions, note, text } from '#core/chat/card/blocks.ts';
import type { Card } from '#core/chat/card/card.ts';
import type { Text } from '#core/chat/card/text.ts';
import { moneyText } from '#core/contract/money.ts';
import { credits, dayWords } from '#core/words.ts';
import { defineCommand } from '../define-command.ts';
import { offerButtons } from '../offer-buttons.ts';
import { portalButton } from '../portal-button.ts';

export const plans = defineCommand({
  name: 'plans',
  group: 'pay',
  description: 'Plans with credits every month, and yours',
  answer: 'ephemeral',
  options: z.object({}),

  async run(context): Promise<Card> {
    const { deps, who } = context;
    const { plan, subscription } = await readBilling(deps, who);
    const prices = listPrices(plan);
    const offer = subscription
      ? { buttons: [await portalButton(deps, who, 'Change or cancel')], forWhom: goesOn(subscription) }
      : await offerButtons(
          context,
          prices.plans.flatMap(({ item }) => item ?? []),
        );
    return {
      tone: 'notice',
      title: 'Plans',
      blocks: [
        text(
          ...prices.plans.map(
            ({ name, monthlyCredits, item, running, open, isCurrent }): Text => [
              { bold: name },
              ` — ${item ? `${moneyText(item.price)} a month` : 'free'}: ${credits(monthlyCredits)} each month, ${running} requests are made at once, ${open - running} more wait in line`,
              isCurrent && who.userId !== null ? ' · your plan' : '',
            ],
          ),
          offer.forWhom,
        ),
        note(
          'A plan’s credits are spent before bought ones, and are good for a month longer than the month they are for.',
        ),
        actions(...offer.buttons),
      ],
    };
  },
});

function goesOn(subscription: NonNullable<Billing['subscription']>): string {
  const until = dayWords(subscription.currentPeriodEnd);
  if (subscription.status === 'past_due' && subscription.graceUntil)
    return `The last payment did not go through. Your plan holds until ${dayWords(subscription.graceUntil)}; another card mends it.`;
  if (subscription.cancelAtPeriodEnd) return `Yours ends on ${until}, and nothing more is taken.`;
  return `Yours is renewed on ${until}.`;
}
