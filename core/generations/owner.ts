import { Prisma } from '../../prisma/generated/client.ts';

/** Who asks: a guest is known by the identity alone, a linked person by the account, whichever identity they use. */
export interface Owner {
  identityId: string | null;
  userId: string | null;
}

/** For Prisma: this owner's generations. Those of an unlinked identity stay with the account. */
export const ownedBy = ({ identityId, userId }: Owner) =>
  userId === null ? { userId: null, identityId: identityId ?? '' } : { userId };

/** The same in SQL, of `generations` as `g`. */
export const ownedBySql = ({ identityId, userId }: Owner) =>
  userId === null
    ? Prisma.sql`g.user_id IS NULL AND g.identity_id = ${identityId}::uuid`
    : Prisma.sql`g.user_id = ${userId}::uuid`;

export function isTheirs(generation: { identityId: string | null; userId: string | null }, who: Owner): boolean {
  return generation.userId === null ? generation.identityId === who.identityId : generation.userId === who.userId;
}
