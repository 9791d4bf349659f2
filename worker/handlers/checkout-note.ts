import { putOffCheckoutNote } from '#core/billing/untold-checkouts.ts';
import type { Card } from '#core/chat/card.ts';
import { checkoutCard } from '#core/chat/present/checkout.ts';
import { openedReply } from '#core/chat/sealed-reply.ts';
import type { Deps } from '#core/deps.ts';
import type { JobData } from '#core/jobs.ts';
import { noteTrouble } from '../chat-trouble.ts';

/**
 * Answers, where it was asked for, how a checkout ended, while the chat still lets us: 15 minutes on Discord, 30 in Slack. Whoever
 * takes the token tells of it, once; who pays later finds the receipt in the mail.
 */
export async function checkoutNote(deps: Deps, { checkoutId }: JobData<'checkout-note'>): Promise<undefined> {
  const checkout = await deps.db.checkout.findUnique({ where: { id: checkoutId } });
  if (!checkout?.platform || !checkout.replyToken || checkout.status === 'open') return;
  const { platform, teamId, channelId, chatUserId, replyToken } = checkout;
  const { count } = await deps.db.checkout.updateMany({
    where: { id: checkoutId, replyToken: { not: null } },
    data: { replyToken: null },
  });
  if (count === 0) return;
  const spot = {
    platform,
    teamId: teamId ?? '',
    channelId: channelId ?? '',
    userId: chatUserId ?? '',
    fileLimit: 0,
    ...openedReply(deps, checkout),
  };
  try {
    const card: Card = await checkoutCard(deps, checkout);
    const shown = await deps.messengers[platform].note(spot, card);
    if (!shown) deps.log.info({ checkoutId }, 'the note of a checkout came too late for the chat');
  } catch (err) {
    await putOffCheckoutNote(deps, { checkoutId, replyToken });
    noteTrouble(deps, platform, { what: 'the note of a checkout was put off', err, checkoutId });
  }
  return undefined;
}
