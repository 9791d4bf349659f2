import { text } from '#core/chat/card/blocks.ts';
import { unlinkIdentity } from '#core/linking/unlink-identity.ts';
import { defineIntent } from './define-intent.ts';

/** On /unlink's card, and as "This wasn't me" on the note about a linking. Only the identity itself can press it. */
export const unlink = defineIntent({
  name: 'unlink',
  answer: 'in-place',
  async run({ deps, who }, { identityId }) {
    const was =
      identityId === who.identityId && who.userId !== null
        ? await unlinkIdentity(deps, { identityId, userId: who.userId })
        : undefined;
    if (!was)
      return {
        tone: 'notice',
        title: 'It is not linked',
        blocks: [text('This identity is not linked to an account any more. Nothing was changed.')],
      };
    return {
      tone: 'done',
      title: 'Unlinked',
      blocks: [
        text(
          'You are a guest here again. What this identity brought along stays in the account; its owner has a mail about it.',
        ),
      ],
    };
  },
});
