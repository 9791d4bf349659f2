import type { Deps } from '../../deps.ts';
import { sendWritten, writeMail } from '../../mail/send-mail.ts';
import { listOperators } from '../../operators/grant.ts';
import { kindWords } from './words.ts';

type WarnDeps = Pick<Deps, 'db' | 'seal' | 'queues' | 'log' | 'config'>;

const daysBefore = 5;

/** Mails the privacy contact and the operators once about each request that must be answered within five days. Returns how many there were. */
export async function warnOfDue(deps: WarnDeps): Promise<number> {
  const before = new Date(Date.now() + daysBefore * 24 * 60 * 60_000);
  const due = await deps.db.privacyRequest.findMany({
    where: { state: { in: ['open', 'in_progress'] }, warnedAt: null, dueAt: { lte: before } },
    orderBy: { dueAt: 'asc' },
  });
  const readers = new Set([deps.config.privacyContact, ...(await listOperators(deps))]);
  for (const { id, ticket, kind, dueAt } of due) {
    const mailIds = await deps.db.$transaction(async (tx) => {
      const { count } = await tx.privacyRequest.updateMany({
        where: { id, warnedAt: null },
        data: { warnedAt: new Date() },
      });
      const told = count === 0 ? [] : [...readers];
      const adminUrl = `${deps.config.publicUrl}/admin/privacy`;
      const about = { ticket, kind: kindWords[kind], dueAt: dueAt.toISOString(), adminUrl };
      const written = [];
      for (const to of told) written.push(await writeMail(tx, deps, 'request-due', { to, ...about }));
      return written;
    });
    for (const mailId of mailIds) await sendWritten(deps, mailId);
  }
  return due.length;
}
