import { itemId } from '#core/billing/item-id.ts';
import { createPayRequest } from '#core/billing/pay-request.ts';
import type { Item } from '#core/billing/plans.ts';
import { items } from '#core/billing/plans.ts';
import { encodeButtonId } from '#core/chat/button-id.ts';
import type { CardButton, Text } from '#core/chat/card.ts';
import { moneyText } from '#core/contract/money.ts';
import type { Context } from './dispatch.ts';

/** A button for each item that leads to its payment, and for which account that is. A guest is linked on the way. */
export async function offerButtons(
  { deps, who, ask }: Context,
  offered: readonly Item[],
): Promise<{ buttons: CardButton[]; forWhom: Text }> {
  const label = (item: Item) => `${item.name} · ${moneyText(item.price)}${item.kind === 'plan' ? ' a month' : ''}`;
  const { identityId, userId } = who;
  if (userId === null)
    return {
      buttons: offered.map((item) => ({
        label: label(item),
        id: encodeButtonId('buy', identityId, items.indexOf(item)),
      })),
      forWhom: 'You are a guest here: the button first links this identity to an account, then goes on to the payment.',
    };
  const [{ placeName }, user] = await Promise.all([
    ask.person(),
    deps.db.user.findUniqueOrThrow({ where: { id: userId }, select: { email: true } }),
  ]);
  const urlOf = await createPayRequest(deps, { identityId, placeName, spot: ask.spot });
  return {
    buttons: offered.map((item) => ({ label: label(item), url: urlOf(itemId(item)) })),
    forWhom: ['For your account ', { bold: user.email }, '. Nothing is paid before you press Stripe’s own button.'],
  };
}
