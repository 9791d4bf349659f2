import { isTaken } from '../accounts/address.ts';
import { isChatUser } from '../accounts/chat-id.ts';
import type { ChatUser } from '../accounts/chat-user.ts';
import type { Deps } from '../deps.ts';
import { wasErasedSince } from '../privacy/erasure/erased-since.ts';

/** The account that a proven chat identity would open: a new one, or an existing one. */
export type Opening =
  | { isNew: true; email: string | null | undefined; isConfirmed: boolean; begunAt: Date | undefined }
  | { isNew: false; userId: string | undefined };

export type SignInRefusal =
  | 'email_not_verified'
  | 'address_kept'
  | 'account_blocked'
  | 'identity_taken'
  | 'erased_meanwhile';

/**
 * Why a proven chat identity may not open an account; undefined if it may. It must not belong to another account, and a new account
 * needs an address that the chat has confirmed and that is not kept for somebody who had it until a few days ago; and whoever was erased since they set out
 * for the chat (`begunAt`) has not asked for one.
 */
export async function whySignInRefused(
  deps: Pick<Deps, 'db' | 'keys'>,
  user: ChatUser,
  opening: Opening,
): Promise<SignInRefusal | undefined> {
  if (opening.isNew && !opening.isConfirmed) return 'email_not_verified';
  if (opening.isNew && opening.email && (await isTaken(deps, opening.email.toLowerCase()))) return 'address_kept';
  if (opening.isNew && opening.begunAt && (await wasErasedSince(deps, user, opening.email, opening.begunAt)))
    return 'erased_meanwhile';
  const identity = await deps.db.identity.findFirst({
    where: await isChatUser(deps, user),
    select: { userId: true, blockedAt: true },
  });
  if (identity?.blockedAt) return 'account_blocked';
  const owner = opening.isNew ? undefined : opening.userId;
  return identity?.userId && identity.userId !== owner ? 'identity_taken' : undefined;
}
