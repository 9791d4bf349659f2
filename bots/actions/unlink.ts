import { unlinkIdentity } from '#core/linking/unlink-identity.ts';
import type { Action } from './action.ts';

/** On /unlink's card, and as "This wasn't me" on the note that tells of a linking. Only the identity itself can press it. */
export const unlink: Action = {
  answer: 'in-place',
  async run({ deps, who }, { id }) {
    const was =
      id === who.identityId && who.userId !== null
        ? await unlinkIdentity(deps, { identityId: id, userId: who.userId })
        : undefined;
    if (!was)
      return {
        tone: 'notice',
        title: 'It is not linked',
        lines: ['This identity is not linked to an account any more. Nothing was changed.'],
        private: true,
      };
    return {
      tone: 'done',
      title: 'Unlinked',
      lines: [
        'You are a guest here again. What this identity brought along stays in the account; its owner has a mail about it.',
      ],
      private: true,
    };
  },
};
