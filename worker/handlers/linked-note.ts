import { plans } from '#core/billing/plans.ts';
import { actions, text } from '#core/chat/card/blocks.ts';
import type { Card } from '#core/chat/card/card.ts';
import { button, link } from '#core/chat/card/controls.ts';
import { targetOfRow } from '#core/chat/stored-target.ts';
import { readAccount } from '#core/credits/read-account.ts';
import type { Deps } from '#core/deps.ts';
import type { JobData } from '#core/jobs.ts';
import { putOffLinkNote, takeLinkNote } from '#core/linking/pending-note.ts';
import { credits } from '#core/words.ts';
import { noteTrouble } from '../chat-trouble.ts';

/** Answers the /link that began it, while the reply token lasts: 15 minutes on Discord, 30 on Slack; the link lives for 10. */
export async function linkedNote(deps: Deps, { linkRequestId }: JobData<'linked-note'>): Promise<undefined> {
  const request = await takeLinkNote(deps, linkRequestId);
  if (!request) return undefined;
  const { identity, user, target } = request;
  try {
    const card = await linkedCard(deps, user, identity.id);
    const shown = await deps.messengers[target.platform].note(await targetOfRow(deps, target), card);
    if (!shown) deps.log.warn({ linkRequestId }, 'the note of a linking could not be shown in chat');
  } catch (err) {
    await putOffLinkNote(deps, linkRequestId);
    noteTrouble(deps, identity.platform, { what: 'the note of a linking was put off', err, linkRequestId });
  }
  return undefined;
}

/** What is in the account now, and the month of its plan where that is still to come: it is granted with the next thing that they do. */
async function linkedCard(
  deps: Deps,
  { id: userId, email, walletId }: { id: string; email: string; walletId: string },
  identityId: string,
): Promise<Card> {
  const account = await readAccount(deps, { userId, walletId });
  const { name, monthlyCredits } = plans.free;
  const month = account?.isFreeMonthDue
    ? ` This month’s ${credits(monthlyCredits)} of the ${name} plan come on top, with the next thing you do.`
    : '';
  return {
    tone: 'done',
    title: 'Linked',
    blocks: [
      text(
        ['You are linked to ', { bold: email }, `, with ${credits(account?.balance ?? 0)}.${month}`],
        'Your pictures are in its gallery from now on.',
      ),
      actions(
        link('My pictures', `${deps.config.publicUrl}/gallery`),
        button('This wasn’t me', { name: 'unlink', args: { identityId } }, 'danger'),
      ),
    ],
  };
}
