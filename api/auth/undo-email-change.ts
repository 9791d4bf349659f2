import { hashToken } from '#core/linking/link-identity.ts';
import { endLink, tellUnlinked } from '#core/linking/unlink-identity.ts';
import { sendWritten, writeMail } from '#core/mail/send-mail.ts';
import { type AuthContext, endOpenWays, refusal, unlessAddressTaken } from './context.ts';

/** Whoever came in to change the address may have made sure of a way back some days before. */
const beforeMs = 7 * 24 * 60 * 60_000;

/**
 * "This wasn't me", pressed in the mail to the old address, for seven days, whatever the address was changed to meanwhile. The old
 * address is the account's again, every browser is signed out, and whoever changed it has no way back: the password, which they may
 * know, is gone, and so are the chats that were connected or linked shortly before the change or since.
 */
export async function undoEmailChange(context: AuthContext, { token }: { token: string }): Promise<{ email: string }> {
  const { deps, limits, address } = context;
  await limits.count('link', { address });
  const change = await deps.db.emailChange.findUnique({ where: { undoTokenHash: hashToken(token) } });
  const { confirmedAt, undoUntil } = change ?? {};
  if (!change || !confirmedAt || !undoUntil || change.undoneAt || undoUntil <= new Date())
    throw refusal('INVALID_UNDO');
  const { userId, oldEmail: email } = change;
  const since = { gt: new Date(confirmedAt.getTime() - beforeMs) };
  const [at, resetUrl] = [new Date().toISOString(), `${deps.config.publicUrl}/forgot-password`];
  const { unlinked, mailId } = await deps.db.$transaction(async (tx) => {
    // Those that came later, too: their undo would lead to an address in between.
    const { count } = await tx.emailChange.updateMany({
      where: { userId, undoneAt: null, confirmedAt: { gte: confirmedAt } },
      data: { undoneAt: new Date() },
    });
    if (count === 0) throw refusal('INVALID_UNDO');
    const identities = await tx.identity.findMany({ where: { userId, linkedAt: since }, select: { id: true } });
    const ended = [];
    for (const { id: identityId } of identities) {
      const was = await endLink(tx, { identityId, userId });
      if (was) ended.push(was);
    }
    await tx.user.deleteMany({ where: { email, emailVerified: false, NOT: { id: userId } } });
    // Whether this address was ever proved is not known any more: the mail by which a password is chosen now proves it.
    await unlessAddressTaken('UNDO_TAKEN', () =>
      tx.user.update({ where: { id: userId }, data: { email, emailVerified: true, emailProvenAt: null } }),
    );
    await tx.session.deleteMany({ where: { userId } });
    await tx.emailChange.deleteMany({ where: { userId, confirmedAt: null } });
    await endOpenWays(tx, userId);
    await tx.account.deleteMany({ where: { userId, OR: [{ providerId: 'credential' }, { createdAt: since }] } });
    return { unlinked: ended, mailId: await writeMail(tx, deps, 'email-restored', { to: email, at, resetUrl }) };
  });
  deps.log.info({ userId }, 'change of address undone');
  await sendWritten(deps, mailId);
  for (const was of unlinked) await tellUnlinked(deps, { identityId: was.id, userId }, was);
  return { email };
}
