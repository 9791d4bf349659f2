import { findPassword } from '#core/accounts/find-password.ts';
import { type AuthContext, refusal } from './context.ts';
import { passwordHash } from './password-hash.ts';
import { passwordLimits } from './password-rules.ts';
import type { Principal } from './principal.ts';
import { recentMs, requireRecent } from './recent.ts';

/**
 * Checks that the account's owner is asking, and not somebody at a browser left open: by the password, if one is given, otherwise by a recent
 * sign-in. Guesses are counted by account; a browser in which its owner signed in before has tries of its own.
 * @throws Failure sign_in_again, too_many_requests; APIError INVALID_PASSWORD
 */
export async function requireOwner(context: AuthContext, who: Principal, password: string | undefined): Promise<void> {
  const { userId } = who.user;
  const stored = await findPassword(context.deps, userId);
  if (password === undefined || stored === undefined) return requireRecent(who, recentMs);
  const { limits, address, browser } = context;
  const known = browser.knows({ userId, password: stored });
  await limits.count('password', { address, account: userId, browser: known ? browser.id : undefined });
  const isIt = password.length <= passwordLimits.max && (await passwordHash.verify({ hash: stored, password }));
  if (!isIt) throw refusal('INVALID_PASSWORD');
}
