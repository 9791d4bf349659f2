import type { SignedIn } from '../json/handler.ts';
import { type AuthContext, findPassword, refusal } from './context.ts';
import { passwordHash } from './password-hash.ts';
import { passwordLimits } from './password-rules.ts';
import { requireRecent } from './recent.ts';

/**
 * That it is the account's owner who asks, and not somebody at a browser left open: by the password, where one is given, or else by a
 * recent sign-in. Guesses are counted by account; in a browser in which its owner signed in before they have tries of their own.
 * @throws Failure sign_in_again, too_many_requests; APIError INVALID_PASSWORD
 */
export async function requireOwner(context: AuthContext, who: SignedIn, password: string | undefined): Promise<void> {
  const stored = await findPassword(context, who.userId);
  if (password === undefined || stored === undefined) return requireRecent(who);
  const { limits, address, browser } = context;
  const known = browser.knows({ userId: who.userId, password: stored });
  await limits.count('password', { address, account: who.userId, browser: known ? browser.id : undefined });
  const isIt = password.length <= passwordLimits.max && (await passwordHash.verify({ hash: stored, password }));
  if (!isIt) throw refusal('INVALID_PASSWORD');
}
