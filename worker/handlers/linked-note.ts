import { actions, text } from '#core/chat/card/blocks.ts';
import type { Card } from '#core/chat/card/card.ts';
import { button, link } from '#core/chat/card/controls.ts';
import { targetOfRow } from '#core/chat/stored-target.ts';
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
  const card: Card = {
    tone: 'done',
    title: 'Linked',
    blocks: [
      text(
        ['You are linked to ', { bold: user.email }, `, with ${credits(user.wallet.balance)}.`],
        'Your pictures are in its gallery from now on.',
      ),
      actions(
        link('My pictures', `${deps.config.publicUrl}/gallery`),
        button('This wasn’t me', { name: 'unlink', args: { identityId: identity.id } }, 'danger'),
      ),
    ],
  };
  try {
    const shown = await deps.messengers[target.platform].note(await targetOfRow(deps, target), card);
    if (!shown) deps.log.warn({ linkRequestId }, 'the note of a linking could not be shown in chat');
  } catch (err) {
    await putOffLinkNote(deps, linkRequestId);
    noteTrouble(deps, identity.platform, { what: 'the note of a linking was put off', err, linkRequestId });
  }
  return undefined;
}
