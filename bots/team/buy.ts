import { addressOf } from '#core/accounts/address.ts';
import { itemId } from '#core/billing/item-id.ts';
import { createPayRequest } from '#core/billing/pay-request.ts';
import { items } from '#core/billing/plans.ts';
import { actions, note, text } from '#core/chat/card/blocks.ts';
import type { Card } from '#core/chat/card/card.ts';
import { link } from '#core/chat/card/controls.ts';
import type { Text } from '#core/chat/card/text.ts';
import { moneyText, pricePerCredit } from '#core/contract/money.ts';
import { createLinkRequest } from '#core/linking/link-request.ts';
import { readTeam } from '#core/teams/read-team.ts';
import { visitTeam } from '#core/teams/visit-team.ts';
import { walletOf } from '#core/teams/words.ts';
import { credits } from '#core/words.ts';
import type { Context } from '../dispatch.ts';

/** For managers with an account, which gets the receipts: packs and plans for the team. */
export async function offerToTeam({ deps, who, ask }: Context): Promise<Card> {
  const { workspaceId } = await visitTeam(deps, { team: ask.team, who, managersOnly: true });
  const person = await ask.person();
  if (who.userId === null) {
    const url = await createLinkRequest(deps, { identityId: who.identityId, person, target: ask.target });
    return {
      tone: 'notice',
      title: 'First your account',
      blocks: [
        text('Receipts and invoices go to the e-mail address of your account. Link it, then type this again.'),
        note('The link is yours alone: it works once, in one browser, for 10 minutes. Do not pass it on.'),
        actions(link('Link my account', url)),
      ],
    };
  }
  const [team, email] = await Promise.all([readTeam(deps, workspaceId), addressOf(deps, who.userId)]);
  const { identityId } = who;
  const urlOf = await createPayRequest(deps, {
    identityId,
    placeName: person.placeName,
    target: ask.target,
    workspaceId,
  });
  return {
    tone: 'notice',
    title: `Buy for ${walletOf(team.name)}`,
    blocks: [
      text(
        ...items.map(({ kind, name, credits: amount, price }): Text => {
          const each = `${pricePerCredit(price, amount)} a credit`;
          return kind === 'pack'
            ? [{ bold: name }, ` — ${moneyText(price)}, ${each}, for ever`]
            : [{ bold: name }, ` — ${moneyText(price)} a month: ${credits(amount)} each month, ${each}`];
        }),
        ['Receipts go to ', { bold: email }, '. Nothing is paid before you press Stripe’s own button.'],
      ),
      note(`It has ${credits(team.balance)}. One plan at a time; change or cancel it on the team’s page.`),
      actions(...items.map((item) => link(`${item.name} · ${moneyText(item.price)}`, urlOf(itemId(item))))),
    ],
  };
}
