import { putOffCheckoutNote, takeCheckoutNote } from '#core/billing/pending-note.ts';
import type { Card } from '#core/chat/card/card.ts';
import { checkoutCard } from '#core/chat/present/checkout.ts';
import { targetOfRow } from '#core/chat/stored-target.ts';
import type { Deps } from '#core/deps.ts';
import type { JobData } from '#core/jobs.ts';
import { wantsNotice } from '#core/preferences/notices.ts';
import { noteTrouble } from '../chat-trouble.ts';

/**
 * Answers in the chat how a checkout ended, while the reply token lasts: 15 minutes on Discord, 30 on Slack. The process that takes the token sends
 * the answer, once; people who pay later find the receipt in the mail.
 */
export async function checkoutNote(deps: Deps, { checkoutId }: JobData<'checkout-note'>): Promise<undefined> {
  const taken = await takeCheckoutNote(deps, checkoutId);
  if (!taken) return;
  const { checkout, target } = taken;
  const { platform } = target;
  try {
    const { status, userId } = checkout;
    // The receipt comes by mail.
    if (status === 'paid' && !(await wantsNotice(deps, { userId, identityId: null }, 'payments'))) return;
    const card: Card = await checkoutCard(deps, checkout);
    const shown = await deps.messengers[platform].note(await targetOfRow(deps, target), card);
    if (!shown) deps.log.info({ checkoutId }, 'the note of a checkout came too late for the chat');
  } catch (err) {
    await putOffCheckoutNote(deps, { checkoutId, target });
    noteTrouble(deps, platform, { what: 'the note of a checkout was put off', err, checkoutId });
  }
  return undefined;
}
