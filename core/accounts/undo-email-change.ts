import type { EmailChange } from '../../prisma/generated/client.ts';
import { endProgramsOf } from '../api-keys/end-programs.ts';
import { isDuplicate } from '../database/is-duplicate.ts';
import type { Deps } from '../deps.ts';
import { hashToken } from '../linking/link-identity.ts';
import { endLink, tellUnlinked } from '../linking/unlink-identity.ts';
import { sendWritten, writeMail } from '../mail/send-mail.ts';
import { endOpenWays } from './open-ways.ts';

type UndoDeps = Pick<Deps, 'keys' | 'db' | 'seal' | 'queues' | 'log' | 'config'>;

/** An intruder who changed the address may have secured a way back some days before. */
const beforeMs = 7 * 24 * 60 * 60_000;

/**
 * "This wasn't me", pressed in the mail to the old address, for seven days, whatever the address was changed to meanwhile. The old
 * address is the account's again, every browser is signed out, every API key and webhook ended, and the intruder has no way back: the password, which they may
 * know, is gone, and so are the chats that were connected or linked shortly before the change or since.
 */
export async function undoEmailChange(
  deps: UndoDeps,
  token: string,
): Promise<{ outcome: 'undone'; email: string } | { outcome: 'over' } | { outcome: 'taken' }> {
  const change = await deps.db.emailChange.findUnique({ where: { undoTokenHash: hashToken(token) } });
  const { confirmedAt, undoUntil } = change ?? {};
  if (!change || !confirmedAt || !undoUntil || change.undoneAt || undoUntil <= new Date()) return { outcome: 'over' };
  const { userId, oldEmail: email } = change;
  const written = await write(deps, change, confirmedAt).catch((error: unknown) => {
    if (isDuplicate(error)) return 'taken' as const;
    throw error;
  });
  if (typeof written === 'string') return { outcome: written };
  deps.log.info({ userId }, 'change of address undone');
  await sendWritten(deps, written.mailId);
  for (const was of written.unlinked) await tellUnlinked(deps, { identityId: was.id, userId }, was);
  return { outcome: 'undone', email };
}

function write(deps: UndoDeps, { userId, oldEmail: email }: EmailChange, confirmedAt: Date) {
  const since = { gt: new Date(confirmedAt.getTime() - beforeMs) };
  const [at, resetUrl] = [new Date().toISOString(), `${deps.config.publicUrl}/forgot-password`];
  return deps.db.$transaction(async (tx) => {
    // Including later changes: undoing them would lead to an address in between.
    const { count } = await tx.emailChange.updateMany({
      where: { userId, undoneAt: null, confirmedAt: { gte: confirmedAt } },
      data: { undoneAt: new Date() },
    });
    if (count === 0) return 'over' as const;
    const identities = await tx.identity.findMany({ where: { userId, linkedAt: since }, select: { id: true } });
    const unlinked = [];
    for (const { id: identityId } of identities) {
      const was = await endLink(tx, deps, { identityId, userId });
      if (was) unlinked.push(was);
    }
    await tx.user.deleteMany({ where: { email, emailVerified: false, NOT: { id: userId } } });
    // Whether this address was ever proved is no longer known: the mail by which a password is now chosen proves it.
    await tx.user.update({ where: { id: userId }, data: { email, emailVerified: true, emailProvenAt: null } });
    await tx.session.deleteMany({ where: { userId } });
    await endProgramsOf(tx, userId);
    await tx.emailChange.deleteMany({ where: { userId, confirmedAt: null } });
    await endOpenWays(tx, userId);
    await tx.account.deleteMany({ where: { userId, OR: [{ providerId: 'credential' }, { createdAt: since }] } });
    return { unlinked, mailId: await writeMail(tx, deps, 'email-restored', { to: email, at, resetUrl }) };
  });
}
