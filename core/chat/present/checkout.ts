import { planName } from '../../billing/plans.ts';
import type { Deps } from '../../deps.ts';
import { billingPath, creditsPath, teamOfWallet } from '../../teams/team-of-wallet.ts';
import { walletOf } from '../../teams/words.ts';
import { credits } from '../../words.ts';
import { actions, note, text } from '../card/blocks.ts';
import type { Card } from '../card/card.ts';
import { link } from '../card/controls.ts';

interface EndedCheckout {
  id: string;
  walletId: string;
  kind: 'pack' | 'plan';
  item: string;
  status: 'open' | 'paid' | 'failed' | 'expired';
}

/** How a checkout ended, for the person alone. */
export async function checkoutCard(
  deps: Pick<Deps, 'db' | 'keys' | 'log' | 'config'>,
  checkout: EndedCheckout,
): Promise<Card> {
  const { db, config } = deps;
  const team = await teamOfWallet(deps, checkout.walletId);
  const payment = await db.payment.findFirst({ where: { checkoutId: checkout.id }, include: { wallet: true } });
  const pages = actions(
    ...(payment?.receiptUrl ? [link('Receipt', payment.receiptUrl)] : []),
    link(team ? 'Team page' : 'My credits', `${config.publicUrl}${creditsPath(team)}`),
  );
  if (payment?.refusedAt)
    return {
      tone: 'notice',
      title: 'That payment goes back',
      blocks: [
        text(
          'Your account is about to be deleted, so nothing can be bought for it or by it. All that you paid is on its way back.',
        ),
      ],
    };
  if (checkout.status === 'failed' && checkout.kind === 'plan' && payment)
    return {
      tone: 'notice',
      title: team ? 'Your team has a plan already' : 'You have a plan already',
      blocks: [
        text(
          `So the second one, ${planName(checkout.item)}, was canceled at once, and all that you paid for it is on its way back.`,
          `Change the plan at ${config.publicUrl}${billingPath(team)}.`,
        ),
        pages,
      ],
    };
  const bought = payment?.credits ?? 0;
  const plan =
    checkout.kind === 'plan' ? [`${team ? 'Your team is' : 'You are'} on ${planName(checkout.item)} now.`] : [];
  const has = team ? `${walletOf(team.name)} has` : 'you have';
  return {
    tone: 'done',
    title: `Paid: ${checkout.kind === 'plan' ? planName(checkout.item) : credits(bought)}`,
    blocks: [
      text(...plan, `It brought ${credits(bought)}; ${has} ${credits(payment?.wallet.balance ?? 0)} now.`),
      note('The receipt is in your mail.'),
      pages,
    ],
  };
}
