import { sendWritten, writeMail } from '#core/mail/send-mail.ts';
import { type AuthContext, endOpenWays, findPassword, refusal, requireSession } from './context.ts';
import { byLibrary } from './library.ts';
import { requireOwner } from './owner.ts';
import { passwordHash } from './password-hash.ts';
import { requireStrong } from './password-rules.ts';
import { readSession } from './session.ts';

/** Another password, by whoever knows the present one. Every other browser is signed out, and a mail says so. */
export async function changePassword(
  context: AuthContext,
  { currentPassword, newPassword }: { currentPassword: string; newPassword: string },
): Promise<void> {
  const { deps, browser, cookies, response } = context;
  const who = await requireSession(context);
  const { userId, sessionId, email, name } = who;
  if ((await findPassword(context, userId)) === undefined) throw refusal('CREDENTIAL_ACCOUNT_NOT_FOUND');
  await requireOwner(context, who, currentPassword);
  await requireStrong(newPassword, 'newPassword', [email, name]);
  const password = await passwordHash.hash(newPassword);
  const resetUrl = `${deps.config.publicUrl}/forgot-password`;
  const mailId = await deps.db.$transaction(async (tx) => {
    await tx.account.updateMany({ where: { userId, providerId: 'credential' }, data: { password } });
    await tx.session.deleteMany({ where: { userId, id: { not: sessionId } } });
    await endOpenWays(tx, userId);
    return writeMail(tx, deps, 'password-changed', { to: email, at: new Date().toISOString(), resetUrl });
  });
  cookies.keep(response, browser, { userId, password });
  await sendWritten(deps, mailId);
}

/**
 * Whoever has the mailbox has pressed. The first time, the account may be one that somebody else made, at a chat that took their word
 * for this address: what opened it until now goes, unless the press comes from a browser that is signed in to it.
 */
async function proveAddress({ deps }: AuthContext, userId: string, isSignedIn: boolean): Promise<void> {
  await deps.db.$transaction(async (tx) => {
    const { count } = await tx.user.updateMany({
      where: { id: userId, emailProvenAt: null },
      data: { emailProvenAt: new Date() },
    });
    if (count === 0 || isSignedIn) return;
    await tx.account.deleteMany({ where: { userId, providerId: { not: 'credential' } } });
    await tx.session.deleteMany({ where: { userId } });
  });
}

/** A new password by the link of a mail, which is looked at before anything else. The browser is known from now on. */
export async function resetPassword(
  context: AuthContext,
  { token, newPassword }: { token: string; newPassword: string },
): Promise<void> {
  const { deps, auth, limits, address, browser, cookies, response } = context;
  await limits.count('password', { address });
  const { internalAdapter } = await auth.$context;
  const link = await internalAdapter.findVerificationValue(`reset-password:${token}`);
  if (!link || link.expiresAt < new Date()) throw refusal('INVALID_TOKEN');
  const user = await deps.db.user.findUnique({ where: { id: link.value }, select: { email: true, name: true } });
  if (!user) throw refusal('INVALID_TOKEN');
  await requireStrong(newPassword, 'newPassword', [user.email, user.name]);
  const isSignedIn = (await readSession(deps, auth, context.request))?.userId === link.value;
  const answer = await auth.api.resetPassword({ body: { token, newPassword }, asResponse: true });
  if (!answer.ok) throw refusal('INVALID_TOKEN');
  await endOpenWays(deps.db, link.value);
  await proveAddress(context, link.value, isSignedIn);
  cookies.keep(response, browser, { userId: link.value, password: (await findPassword(context, link.value)) ?? '' });
}

/** Signs in. In a browser in which the owner did so before, guesses from elsewhere do not count. */
export async function signIn(context: AuthContext, given: { email: string; password: string }): Promise<void> {
  const { deps, limits, address, browser } = context;
  const user = await deps.db.user.findUnique({ where: { email: given.email }, select: { id: true } });
  const password = user && (await findPassword(context, user.id));
  const known = user && browser.knows({ userId: user.id, password: password ?? '' });
  await limits.count('sign-in', { address, account: given.email, browser: known ? browser.id : undefined });
  await byLibrary(context, { body: given });
}
