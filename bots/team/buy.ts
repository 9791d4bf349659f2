import { itemId } from '#core/billing/item-id.ts';
import { createPayRequest } from '#core/billing/pay-request.ts';
import { items } from '#core/billing/plans.ts';
import type { Card, Text } from '#core/chat/card.ts';
import { moneyText, pricePerCredit } from '#core/contract/money.ts';
import { credits } from '#core/generations/refusals.ts';
import { createLinkRequest } from '#core/linking/link-request.ts';
import { readTeam } from '#core/teams/read-team.ts';
import { visitTeam } from '#core/teams/visit-team.ts';
import { walletOf } from '#core/teams/words.ts';
import type { Context } from '../dispatch.ts';

/** For those who manage it and have an account, which gets the receipts: packs and plans for the team. */
export async function offerToTeam({ deps, who, ask }: Context): Promise<Card> {
  const { workspaceId } = await visitTeam(deps, { team: ask.team, who, managersOnly: true });
  const person = await ask.person();
  if (who.userId === null) {
    const url = await createLinkRequest(deps, { identityId: who.identityId, person, spot: ask.spot });
    return {
      tone: 'notice',
      title: 'First your account',
      lines: ['Receipts and invoices go to the e-mail address of your account. Link it, then type this again.'],
      note: 'The link is yours alone: it works once, in one browser, for 10 minutes. Do not pass it on.',
      buttons: [{ label: 'Link my account', url }],
      private: true,
    };
  }
  const [team, { email }] = await Promise.all([
    readTeam(deps, workspaceId),
    deps.db.user.findUniqueOrThrow({ where: { id: who.userId }, select: { email: true } }),
  ]);
  const { identityId } = who;
  const urlOf = await createPayRequest(deps, { identityId, placeName: person.placeName, spot: ask.spot, workspaceId });
  return {
    tone: 'notice',
    title: `Buy for ${walletOf(team.name)}`,
    lines: [
      ...items.map(({ kind, name, credits: amount, price }): Text => {
        const each = `${pricePerCredit(price, amount)} a credit`;
        return kind === 'pack'
          ? [{ bold: name }, ` — ${moneyText(price)}, ${each}, for ever`]
          : [{ bold: name }, ` — ${moneyText(price)} a month: ${credits(amount)} each month, ${each}`];
      }),
      ['Receipts go to ', { bold: email }, '. Nothing is paid before you press Stripe’s own button.'],
    ],
    note: `It has ${credits(team.balance)}. One plan at a time; change or cancel it on the team’s page.`,
    buttons: items.map((item) => ({ label: `${item.name} · ${moneyText(item.price)}`, url: urlOf(itemId(item)) })),
    private: true,
  };
}
