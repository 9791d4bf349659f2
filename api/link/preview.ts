import type { LinkPreview } from '#core/contract/shapes.ts';
import type { Deps } from '#core/deps.ts';
import { identityTaken } from '#core/linking/link-identity.ts';
import type { LinkRequest } from '#core/linking/link-request.ts';
import type { SignedIn } from '../json/handler.ts';
import { fetchAvatar } from './avatar.ts';

/** What a link is about to do, for the page that asks for the click. @throws Failure identity_taken */
export async function previewLink(deps: Deps, request: LinkRequest, who: SignedIn | undefined): Promise<LinkPreview> {
  const { identity } = request;
  if (identity.userId !== null && identity.userId !== who?.userId) throw identityTaken();
  const guest = { walletId: identity.walletId };
  const isLinked = identity.userId !== null;
  const [lots, secondTrial, generations, assets, avatar] = await Promise.all([
    deps.db.lot.findMany({ where: guest, select: { origin: true, balance: true } }),
    who ? deps.db.lot.count({ where: { walletId: who.walletId, origin: 'trial' } }) : 0,
    deps.db.generation.count({ where: { identityId: identity.id, userId: null } }),
    deps.db.asset.count({ where: { userId: null, deletedAt: null, generation: { identityId: identity.id } } }),
    fetchAvatar(deps, { platform: identity.platform, avatarPath: request.avatarUrl }),
  ]);
  const sum = (isWanted: (lot: { origin: string }) => boolean) =>
    isLinked ? 0 : lots.filter(isWanted).reduce((total, lot) => total + lot.balance, 0);
  const isVoid = (lot: { origin: string }) => secondTrial > 0 && lot.origin === 'trial';
  return {
    identity: {
      platform: identity.platform,
      name: request.name,
      placeName: request.placeName,
      avatar: avatar ? `data:${avatar.contentType};base64,${avatar.bytes.toString('base64')}` : null,
    },
    credits: sum((lot) => !isVoid(lot)),
    secondTrialCredits: sum(isVoid),
    generations,
    assets,
    expiresAt: request.expiresAt.toISOString(),
    account: who ? { email: who.email, name: who.name } : null,
  };
}
