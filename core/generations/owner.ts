import { Failure } from '../failure.ts';

/** Who asks: a guest is known by the identity alone, a linked person by the account, whichever identity they use. */
export interface Owner {
  identityId: string | null;
  userId: string | null;
}

/** For Prisma: this owner's generations. Those of an unlinked identity stay with the account. */
export const ownedBy = ({ identityId, userId }: Owner) =>
  userId === null ? { userId: null, identityId: identityId ?? '' } : { userId };

export function isTheirs(generation: { identityId: string | null; userId: string | null }, who: Owner): boolean {
  return generation.userId === null ? generation.identityId === who.identityId : generation.userId === who.userId;
}

/** The operator blocked this guest or account. What is theirs stays theirs. @param contact whom people write to */
export const blockedAccount = (contact: string) =>
  new Failure('blocked_account', {
    title: 'You are blocked here',
    happened: 'The people who run this bot have blocked you. Nothing was made and nothing was taken.',
    next: [
      `Write to ${contact} if you think that this is a mistake. `,
      { command: 'privacy' },
      ' still gives you a copy of your data, and deletes it.',
    ],
  });
