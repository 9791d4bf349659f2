import type { Deps } from '../deps.ts';
import { identityTaken } from './link-identity.ts';
import type { LinkRequest } from './link-request.ts';

export interface LinkingMoves {
  /** Credits that would move. */
  credits: number;
  /** Credits of a second trial, which would not move. */
  secondTrialCredits: number;
  generations: number;
  assets: number;
}

/** What linking an identity would do, for the signed-in account. @throws Failure identity_taken */
export async function previewLink(
  { db }: Pick<Deps, 'db'>,
  identity: LinkRequest['identity'],
  who: { userId: string; walletId: string } | undefined,
): Promise<LinkingMoves> {
  if (identity.userId !== null && identity.userId !== who?.userId) throw identityTaken();
  const isLinked = identity.userId !== null;
  const [lots, secondTrial, generations, assets] = await Promise.all([
    db.lot.findMany({ where: { walletId: identity.walletId }, select: { origin: true, balance: true } }),
    who ? db.lot.count({ where: { walletId: who.walletId, origin: 'trial' } }) : 0,
    db.generation.count({ where: { identityId: identity.id, userId: null } }),
    db.asset.count({ where: { userId: null, deletedAt: null, generation: { identityId: identity.id } } }),
  ]);
  type Held = (typeof lots)[number];
  const sum = (isWanted: (lot: Held) => boolean) =>
    isLinked ? 0 : lots.filter(isWanted).reduce((total, lot) => total + lot.balance, 0);
  const isVoid = (lot: Held) => secondTrial > 0 && lot.origin === 'trial';
  return { credits: sum((lot) => !isVoid(lot)), secondTrialCredits: sum(isVoid), generations, assets };
}
