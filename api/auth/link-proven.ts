import type { ValidateUserInfoResult, ValidateUserInfoSource } from '@better-auth/core';
import { identify } from '#core/accounts/identify.ts';
import type { Deps } from '#core/deps.ts';
import { linkIdentity } from '#core/linking/link-identity.ts';
import { isTaken } from './address.ts';
import { accountIdOf, type ProvenPerson, proven } from './providers.ts';

/**
 * Before an account may be made of, or joined with, a proven chat identity: it must not be somebody else's already, and a new
 * account needs an address that the chat has confirmed and that is not kept for whoever had it until a few days ago. The codes are worded by the sign-in and connections pages.
 */
export async function refuseProven(
  deps: Pick<Deps, 'db'>,
  user: { id?: string; email?: string | null; emailVerified?: boolean },
  source: ValidateUserInfoSource,
): Promise<ValidateUserInfoResult | undefined> {
  const person = proven.getStore()?.person;
  if (source.method !== 'oauth' || !person) return undefined;
  if (source.action === 'create-user' && user.emailVerified !== true) return { error: 'email_not_verified' };
  if (source.action === 'create-user' && user.email && (await isTaken(deps, user.email.toLowerCase())))
    return { error: 'address_kept' };
  const identity = await findIdentity(deps, person);
  if (identity?.blockedAt) return { error: 'account_blocked' };
  const owner = source.action === 'create-user' ? undefined : user.id;
  if (identity?.userId && identity.userId !== owner) return { error: 'identity_taken' };
  return undefined;
}

/** Once an account can be opened with a chat identity, the identity is linked to it: the chat has proved whose it is. */
export async function linkProven(
  deps: Deps,
  account: { id: string; providerId: string; accountId: string; userId: string },
): Promise<void> {
  const person = proven.getStore()?.person;
  if (account.providerId !== person?.platform || account.accountId !== accountIdOf(person)) return;
  try {
    const { identityId } = await identify(deps, person, { signsIn: true });
    await linkIdentity(deps, { identityId, userId: account.userId, person });
  } catch (error) {
    // Both or neither: a way to sign in without the identity would be a second truth.
    await deps.db.account.deleteMany({ where: { id: account.id } });
    throw error;
  }
}

const findIdentity = ({ db }: Pick<Deps, 'db'>, { platform, teamId, userId }: ProvenPerson) =>
  db.identity.findUnique({
    where: { platform_teamId_externalId: { platform, teamId, externalId: userId } },
    select: { userId: true, blockedAt: true },
  });
