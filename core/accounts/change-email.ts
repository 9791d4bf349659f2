import type { EmailChange } from '../../prisma/generated/client.ts';
import { isDuplicate } from '../database/is-duplicate.ts';
import type { Deps } from '../deps.ts';
import { hashToken, newToken } from '../linking/link-identity.ts';
import { sendMail, sendWritten, writeMail } from '../mail/send-mail.ts';
import { isAddressBlocked } from '../privacy/erasure/remembered-address.ts';
import { isTaken } from './address.ts';
import { endOpenWays } from './open-ways.ts';

type EmailDeps = Pick<Deps, 'db' | 'keys' | 'seal' | 'queues' | 'log' | 'config'>;

const linkMs = 60 * 60_000;
const undoMs = 7 * 24 * 60 * 60_000;

/**
 * Asks for another address: the new one gets a link, the old one is notified. The mail to the old one is the same whether the new one has
 * an account or not.
 */
export async function askForEmail(
  deps: EmailDeps,
  { userId, email: oldEmail }: { userId: string; email: string },
  newEmail: string,
): Promise<void> {
  const { publicUrl } = deps.config;
  if (!(await isTaken(deps, newEmail, userId))) {
    const token = newToken();
    const expiresAt = new Date(Date.now() + linkMs);
    await deps.db.emailChange.create({ data: { userId, oldEmail, newEmail, tokenHash: hashToken(token), expiresAt } });
    await sendMail(deps, 'verification', { to: newEmail, url: `${publicUrl}/email/confirm#${token}`, isChange: true });
  }
  const at = new Date().toISOString();
  await sendMail(deps, 'email-change', { to: oldEmail, newEmail, at, settingsUrl: `${publicUrl}/settings` });
}

/** The change that a mailed link would make; undefined if it is done or expired. */
export async function findEmailChange({ db }: Pick<Deps, 'db'>, token: string): Promise<EmailChange | undefined> {
  const change = await db.emailChange.findUnique({ where: { tokenHash: hashToken(token) } });
  return !change || change.confirmedAt || change.expiresAt <= new Date() ? undefined : change;
}

/**
 * Makes it the account's address, unless the account that had it before was blocked and erased: no address gets around a block. Every other browser is
 * signed out, and links on their way to the old address end.
 */
export async function changeEmail(
  deps: EmailDeps,
  change: EmailChange,
  sessionId: string,
): Promise<'changed' | 'used' | 'taken' | 'blocked'> {
  const { userId, newEmail } = change;
  if (await isTaken(deps, newEmail, userId)) return 'taken';
  if (await isAddressBlocked(deps.db, deps, newEmail)) return 'blocked';
  const written = await write(deps, change, sessionId).catch((error: unknown) => {
    if (isDuplicate(error)) return 'taken' as const;
    throw error;
  });
  if (typeof written === 'string') return written;
  deps.log.info({ userId }, 'address changed');
  await sendWritten(deps, written.mailId);
  return 'changed';
}

function write(deps: EmailDeps, { id, userId, oldEmail, newEmail }: EmailChange, sessionId: string) {
  const undo = newToken();
  return deps.db.$transaction(async (tx) => {
    const confirmedAt = new Date();
    const { count } = await tx.emailChange.updateMany({
      where: { id, confirmedAt: null },
      data: { confirmedAt, undoTokenHash: hashToken(undo), undoUntil: new Date(Date.now() + undoMs) },
    });
    if (count === 0) return 'used' as const;
    await tx.user.deleteMany({ where: { email: newEmail, emailVerified: false } });
    await tx.user.update({
      where: { id: userId },
      data: { email: newEmail, emailVerified: true, emailProvenAt: confirmedAt },
    });
    await tx.session.deleteMany({ where: { userId, id: { not: sessionId } } });
    await tx.emailChange.deleteMany({ where: { userId, confirmedAt: null } });
    // Found by the address alone: from now on nothing would lead from the account to them.
    await tx.signUp.deleteMany({ where: { email: oldEmail } });
    await endOpenWays(tx, userId);
    // In the same transaction: this mail has the only way to undo it.
    const mailId = await writeMail(tx, deps, 'email-changed', {
      to: oldEmail,
      newEmail,
      at: confirmedAt.toISOString(),
      undoUrl: `${deps.config.publicUrl}/email/undo#${undo}`,
    });
    return { mailId };
  });
}
