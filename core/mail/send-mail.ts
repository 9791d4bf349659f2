import type { Deps } from '../deps.ts';
import { type MailData, type MailKind, mailKinds } from './kinds.ts';

/** After this long without having been sent, `sweep` brings a mail's job back. */
export const mailOverdueMs = 20_000;
/** Then it is given up: what it says is no longer true. */
export const mailTooOldMs = 24 * 60 * 60_000;

/** Writes a mail down, sealed, and has a worker send it. A lost job loses nothing: the row stays until it is sent. */
export async function sendMail<Kind extends MailKind>(
  deps: Pick<Deps, 'db' | 'seal' | 'queues' | 'log'>,
  kind: Kind,
  data: MailData<Kind>,
): Promise<void> {
  const words = JSON.stringify(mailKinds[kind].parse(data));
  const { id: mailId } = await deps.db.mail.create({
    data: { kind, sealed: new Uint8Array(deps.seal.close(words)) },
    select: { id: true },
  });
  await sendWritten(deps, mailId);
}

/** Has a worker send a mail that is written down. */
export async function sendWritten(deps: Pick<Deps, 'queues' | 'log'>, mailId: string | null): Promise<void> {
  if (mailId === null) return;
  await deps.queues
    .enqueue('mail', { mailId })
    .catch((err: unknown) => deps.log.warn({ mailId, err }, 'left to sweep'));
}

/** Mails that no job is at work on any more. */
export async function findOverdueMails(deps: Pick<Deps, 'db'>, limit = 100): Promise<Array<{ mailId: string }>> {
  const rows = await deps.db.mail.findMany({
    where: { createdAt: { lt: new Date(Date.now() - mailOverdueMs) } },
    orderBy: { createdAt: 'asc' },
    take: limit,
    select: { id: true },
  });
  return rows.map(({ id }) => ({ mailId: id }));
}
