import { proveAddress, savePassword } from '#core/accounts/change-password.ts';
import { findPassword, findPasswordByEmail } from '#core/accounts/find-password.ts';
import { findUser } from '#core/accounts/find-user.ts';
import { readAccountName } from '#core/accounts/name.ts';
import { type AuthContext, refusal, requireSession } from './context.ts';
import { byLibrary } from './library.ts';
import { requireOwner } from './owner.ts';
import { passwordHash } from './password-hash.ts';
import { requireStrong } from './password-rules.ts';
import { readSession } from './session.ts';

/** Changes the password, for a person who knows the current one. Every other browser is signed out, and a mail says so. */
export async function changePassword(
  context: AuthContext,
  { currentPassword, newPassword }: { currentPassword: string; newPassword: string },
): Promise<void> {
  const { deps, browser, cookies, response } = context;
  const who = await requireSession(context);
  const { userId, email } = who.user;
  if ((await findPassword(deps, userId)) === undefined) throw refusal('CREDENTIAL_ACCOUNT_NOT_FOUND');
  await requireOwner(context, who, currentPassword);
  await requireStrong(newPassword, 'newPassword', [email, await readAccountName(deps, userId)]);
  const password = await passwordHash.hash(newPassword);
  await savePassword(deps, { userId, email, sessionId: who.session.id }, password);
  cookies.keep(response, browser, { userId, password });
}

/** Sets a new password by a mailed link, which is checked before anything else. The browser is known from now on. */
export async function resetPassword(
  context: AuthContext,
  { token, newPassword }: { token: string; newPassword: string },
): Promise<void> {
  const { deps, auth, limits, address, browser, cookies, response } = context;
  await limits.count('password', { address });
  const { internalAdapter } = await auth.$context;
  const link = await internalAdapter.findVerificationValue(`reset-password:${token}`);
  if (!link || link.expiresAt < new Date()) throw refusal('INVALID_TOKEN');
  const user = await findUser(deps, link.value);
  if (!user) throw refusal('INVALID_TOKEN');
  await requireStrong(newPassword, 'newPassword', [user.email, await readAccountName(deps, user.userId)]);
  const isSignedIn = (await readSession(deps, auth, context.request))?.user.userId === link.value;
  const answer = await auth.api.resetPassword({ body: { token, newPassword }, asResponse: true });
  if (!answer.ok) throw refusal('INVALID_TOKEN');
  await proveAddress(deps, link.value, isSignedIn);
  cookies.keep(response, browser, { userId: link.value, password: (await findPassword(deps, link.value)) ?? '' });
}

/** Signs in. In a browser in which the owner signed in before, guesses from elsewhere do not count. */
export async function signIn(context: AuthContext, given: { email: string; password: string }): Promise<void> {
  const { deps, limits, address, browser } = context;
  const account = await findPasswordByEmail(deps, given.email);
  const known = account && browser.knows({ userId: account.userId, password: account.password ?? '' });
  await limits.count('sign-in', { address, account: given.email, browser: known ? browser.id : undefined });
  await byLibrary(context, { body: given });
}
