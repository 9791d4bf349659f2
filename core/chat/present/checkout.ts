import { planName } from '../../billing/plans.ts';
import type { Deps } from '../../deps.ts';
import { credits } from '../../generations/refusals.ts';
import { billingPath, creditsPath, teamOfWallet } from '../../teams/team-of-wallet.ts';
import { walletOf } from '../../teams/words.ts';
import type { Card, CardButton } from '../card.ts';

interface EndedCheckout {
  id: string;
  walletId: string;
  kind: 'pack' | 'plan';
  item: string;
  status: 'open' | 'paid' | 'failed' | 'expired';
}

/** How a checkout ended, for the person alone. */
export async function checkoutCard(deps: Pick<Deps, 'db' | 'config'>, checkout: EndedCheckout): Promise<Card> {
  const { db, config } = deps;
  const team = await teamOfWallet(deps, checkout.walletId);
  const payment = await db.payment.findFirst({ where: { checkoutId: checkout.id }, include: { wallet: true } });
  const buttons: CardButton[] = [
    ...(payment?.receiptUrl ? [{ label: 'Receipt', url: payment.receiptUrl }] : []),
    { label: team ? 'Team page' : 'My credits', url: `${config.publicUrl}${creditsPath(team)}` },
  ];
  if (checkout.status === 'failed' && checkout.kind === 'plan' && payment)
    return {
      tone: 'notice',
      title: team ? 'Your team has a plan already' : 'You have a plan already',
      lines: [
        `So the second one, ${planName(checkout.item)}, was canceled at once, and all that you paid for it is on its way back.`,
        `Change the plan at ${config.publicUrl}${billingPath(team)}.`,
      ],
      buttons,
      private: true,
    };
  const bought = payment?.credits ?? 0;
  const plan =
    checkout.kind === 'plan' ? [`${team ? 'Your team is' : 'You are'} on ${planName(checkout.item)} now.`] : [];
  const has = team ? `${walletOf(team.name)} has` : 'you have';
  return {
    tone: 'done',
    title: `Paid: ${checkout.kind === 'plan' ? planName(checkout.item) : credits(bought)}`,
    lines: [...plan, `It brought ${credits(bought)}; ${has} ${credits(payment?.wallet.balance ?? 0)} now.`],
    note: 'The receipt is in your mail.',
    buttons,
    private: true,
  };
}
