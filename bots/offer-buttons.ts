import { addressOf } from '#core/accounts/address.ts';
import { itemId } from '#core/billing/item-id.ts';
import { createPayRequest } from '#core/billing/pay-request.ts';
import type { Item } from '#core/billing/plans.ts';
import { button, type Control, link } from '#core/chat/card/controls.ts';
import type { Text } from '#core/chat/card/text.ts';
import { moneyText } from '#core/contract/money.ts';
import type { Context } from './dispatch.ts';

/** A button for each item that leads to its payment, and words for whom it is bought. A guest is linked on the way. */
export async function offerButtons(
  { deps, who, ask }: Context,
  offered: readonly Item[],
): Promise<{ buttons: Control[]; forWhom: Text }> {
  const label = (item: Item) => `${item.name} · ${moneyText(item.price)}${item.kind === 'plan' ? ' a month' : ''}`;
  const { identityId, userId } = who;
  if (userId === null)
    return {
      buttons: offered.map((item) => button(label(item), { name: 'buy', args: { itemId: itemId(item) } })),
      forWhom: 'You are a guest here: the button first links this identity to an account, then goes on to the payment.',
    };
  const [{ placeName }, email] = await Promise.all([ask.person(), addressOf(deps, userId)]);
  const urlOf = await createPayRequest(deps, { identityId, placeName, target: ask.target });
  return {
    buttons: offered.map((item) => link(label(item), urlOf(itemId(item)))),
    forWhom: ['For your account ', { bold: email }, '. Nothing is paid before you press Stripe’s own button.'],
  };
}
