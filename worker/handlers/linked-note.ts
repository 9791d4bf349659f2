import { encodeButtonId } from '#core/chat/button-id.ts';
import type { Card } from '#core/chat/card.ts';
import { openedReply } from '#core/chat/sealed-reply.ts';
import type { Deps } from '#core/deps.ts';
import { credits } from '#core/generations/refusals.ts';
import type { JobData } from '#core/jobs.ts';
import { putOffLinkNote, takeLinkNote } from '#core/linking/untold-links.ts';
import { noteTrouble } from '../chat-trouble.ts';

/** Answers the /link that began it, while the chat still lets us: 15 minutes on Discord, 30 in Slack, and the link lives for 10. */
export async function linkedNote(deps: Deps, { linkRequestId }: JobData<'linked-note'>): Promise<undefined> {
  const request = await deps.db.linkRequest.findUnique({
    where: { id: linkRequestId },
    include: { identity: { include: { user: { include: { wallet: true } } } } },
  });
  const { identity } = request ?? {};
  // A process of the version before left no word of the note; then its job alone says that it is due.
  if (request?.noteAfter && !(await takeLinkNote(deps, linkRequestId))) return undefined;
  if (!request || !identity?.user) return undefined; // unlinked again in the meantime
  const card: Card = {
    tone: 'done',
    title: 'Linked',
    lines: [
      ['You are linked to ', { bold: identity.user.email }, `, with ${credits(identity.user.wallet.balance)}.`],
      'Your pictures are in its gallery from now on.',
    ],
    buttons: [
      { label: 'My pictures', url: `${deps.config.publicUrl}/gallery` },
      { label: 'This wasn’t me', style: 'danger', id: encodeButtonId('unlink', identity.id) },
    ],
    private: true,
  };
  try {
    const shown = await deps.messengers[identity.platform].note(
      {
        platform: identity.platform,
        teamId: identity.teamId,
        channelId: request.channelId,
        userId: identity.externalId,
        fileLimit: 0,
        ...openedReply(deps, request),
      },
      card,
    );
    if (!shown) deps.log.warn({ linkRequestId }, 'the note of a linking could not be shown in chat');
  } catch (err) {
    await putOffLinkNote(deps, linkRequestId);
    noteTrouble(deps, identity.platform, { what: 'the note of a linking was put off', err, linkRequestId });
  }
  return undefined;
}
