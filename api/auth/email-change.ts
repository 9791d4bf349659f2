import type { OpenedEmailChange } from '#core/contract/auth.ts';
import { hashToken, newToken } from '#core/linking/link-identity.ts';
import { sendMail, sendWritten, writeMail } from '#core/mail/send-mail.ts';
import type { EmailChange } from '../../prisma/generated/client.ts';
import { isTaken } from './address.ts';
import { type AuthContext, endOpenWays, refusal, requireSession, unlessAddressTaken } from './context.ts';
import { requireOwner } from './owner.ts';
import { readSession } from './session.ts';

const linkMs = 60 * 60_000;
const undoMs = 7 * 24 * 60 * 60_000;

/**
 * Asks for another address: the new one gets a link, the old one is told. The answer, and the mail to the old one, are the same
 * whether the new one has an account or not.
 */
export async function beginEmailChange(
  context: AuthContext,
  { newEmail, password }: { newEmail: string; password?: string | undefined },
): Promise<void> {
  const { deps, limits, address } = context;
  const who = await requireSession(context);
  await requireOwner(context, who, password);
  await limits.count('mail', { address, account: newEmail });
  await limits.count('mail', { account: who.userId });
  if (newEmail === who.email) return;
  const { publicUrl } = deps.config;
  if (!(await isTaken(deps, newEmail, who.userId))) {
    const token = newToken();
    const expiresAt = new Date(Date.now() + linkMs);
    await deps.db.emailChange.create({
      data: { userId: who.userId, oldEmail: who.email, newEmail, tokenHash: hashToken(token), expiresAt },
    });
    await sendMail(deps, 'verification', { to: newEmail, url: `${publicUrl}/email/confirm#${token}`, isChange: true });
  }
  const at = new Date().toISOString();
  await sendMail(deps, 'email-change', { to: who.email, newEmail, at, settingsUrl: `${publicUrl}/settings` });
}

/** What the page of the link says before it is pressed. `other`: somebody else is signed in here. */
export async function openEmailChange(context: AuthContext, { token }: { token: string }): Promise<OpenedEmailChange> {
  const { deps, auth, request, limits, address } = context;
  await limits.count('link', { address });
  const change = await find(context, token);
  const who = await readSession(deps, auth, request);
  const state = who === undefined ? 'signed_out' : who.userId === change.userId ? 'here' : 'other';
  return { newEmail: change.newEmail, state };
}

/**
 * The press: from now on it is the account's address. Only whoever is signed in to that account can press, so that nobody is made to
 * give their address to somebody else's. Every other browser is signed out, and links on their way to the old address end.
 */
export async function confirmEmailChange(
  context: AuthContext,
  { token }: { token: string },
): Promise<{ email: string }> {
  const { deps, limits, address } = context;
  await limits.count('link', { address });
  const change = await find(context, token);
  const who = await requireSession(context);
  if (who.userId !== change.userId) throw refusal('INVALID_USER', 'FORBIDDEN');
  const { id, userId, oldEmail, newEmail } = change;
  if (who.email !== oldEmail) throw refusal('INVALID_TOKEN');
  if (await isTaken(deps, newEmail, userId)) throw refusal('EMAIL_TAKEN', 'CONFLICT');
  const undo = newToken();
  const mailId = await deps.db.$transaction(async (tx) => {
    const confirmedAt = new Date();
    const { count } = await tx.emailChange.updateMany({
      where: { id, confirmedAt: null },
      data: { confirmedAt, undoTokenHash: hashToken(undo), undoUntil: new Date(Date.now() + undoMs) },
    });
    if (count === 0) throw refusal('INVALID_TOKEN');
    await tx.user.deleteMany({ where: { email: newEmail, emailVerified: false } });
    await unlessAddressTaken('EMAIL_TAKEN', () =>
      tx.user.update({
        where: { id: userId },
        data: { email: newEmail, emailVerified: true, emailProvenAt: confirmedAt },
      }),
    );
    await tx.session.deleteMany({ where: { userId, id: { not: who.sessionId } } });
    await tx.emailChange.deleteMany({ where: { userId, confirmedAt: null } });
    await endOpenWays(tx, userId);
    // In the same transaction: the only way to undo it is in this mail.
    return writeMail(tx, deps, 'email-changed', {
      to: oldEmail,
      newEmail,
      at: confirmedAt.toISOString(),
      undoUrl: `${deps.config.publicUrl}/email/undo#${undo}`,
    });
  });
  deps.log.info({ userId }, 'address changed');
  await sendWritten(deps, mailId);
  return { email: newEmail };
}

async function find({ deps }: AuthContext, token: string): Promise<EmailChange> {
  const change = await deps.db.emailChange.findUnique({ where: { tokenHash: hashToken(token) } });
  if (!change || change.confirmedAt || change.expiresAt <= new Date()) throw refusal('INVALID_TOKEN');
  return change;
}
