import { endProgramsOf } from '../api-keys/end-programs.ts';
import type { Deps } from '../deps.ts';
import { sendWritten, writeMail } from '../mail/send-mail.ts';
import { endOpenWays } from './open-ways.ts';

type PasswordDeps = Pick<Deps, 'db' | 'seal' | 'queues' | 'log' | 'config'>;

interface Changing {
  userId: string;
  /** The browser that stays signed in. */
  sessionId: string;
  email: string;
}

/** Saves another password, given as its hash. Every other browser is signed out, and a mail says so. */
export async function savePassword(
  deps: PasswordDeps,
  { userId, sessionId, email }: Changing,
  password: string,
): Promise<void> {
  const resetUrl = `${deps.config.publicUrl}/forgot-password`;
  const mailId = await deps.db.$transaction(async (tx) => {
    await tx.account.updateMany({ where: { userId, providerId: 'credential' }, data: { password } });
    await tx.session.deleteMany({ where: { userId, id: { not: sessionId } } });
    await endOpenWays(tx, userId);
    return writeMail(tx, deps, 'password-changed', { to: email, at: new Date().toISOString(), resetUrl });
  });
  await sendWritten(deps, mailId);
}

/** A password was chosen by a mailed link, which proves the mailbox; an earlier unconfirmed change of address ends. */
export async function noteReset({ db }: Pick<Deps, 'db'>, userId: string): Promise<void> {
  await db.user.update({ where: { id: userId }, data: { emailVerified: true } });
  await db.emailChange.deleteMany({ where: { userId, confirmedAt: null } });
}

/**
 * The owner of the mailbox pressed a mailed link. The first time, somebody else may have made the account, at a chat that did not verify
 * this address: every earlier way to sign in is removed, unless the press comes from a browser that is signed in to it.
 */
export async function proveAddress({ db }: Pick<Deps, 'db'>, userId: string, isSignedIn: boolean): Promise<void> {
  await endOpenWays(db, userId);
  await db.$transaction(async (tx) => {
    const { count } = await tx.user.updateMany({
      where: { id: userId, emailProvenAt: null },
      data: { emailProvenAt: new Date() },
    });
    if (count === 0 || isSignedIn) return;
    await tx.account.deleteMany({ where: { userId, providerId: { not: 'credential' } } });
    await tx.session.deleteMany({ where: { userId } });
    await endProgramsOf(tx, userId);
  });
}
