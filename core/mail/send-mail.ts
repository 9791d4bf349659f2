import { Prisma } from '../../prisma/generated/client.ts';
import type { Deps } from '../deps.ts';
import { pauseAfter } from '../pauses.ts';
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
  await sendWritten(deps, await writeMail(deps.db, deps, kind, data));
}

/** Writes it down only, in a transaction with what it tells of; `sendWritten` is for afterwards. Returns its id. */
export async function writeMail<Kind extends MailKind>(
  db: Pick<Prisma.TransactionClient, 'mail'>,
  { seal }: Pick<Deps, 'seal'>,
  kind: Kind,
  data: MailData<Kind>,
): Promise<string> {
  const words = JSON.stringify(mailKinds[kind].parse(data));
  const { id } = await db.mail.create({
    data: { kind, sealed: new Uint8Array(seal.close(words)) },
    select: { id: true },
  });
  return id;
}

/** Has a worker send a mail that is written down. */
export async function sendWritten(deps: Pick<Deps, 'queues' | 'log'>, mailId: string | null): Promise<void> {
  if (mailId === null) return;
  await deps.queues
    .enqueue('mail', { mailId })
    .catch((err: unknown) => deps.log.warn({ mailId, err }, 'left to sweep'));
}

/** Mails that no job is at work on any more, and whose pause is over. */
export function findOverdueMails(deps: Pick<Deps, 'db'>, limit = 100): Promise<Array<{ mailId: string }>> {
  return deps.db.$queryRaw<Array<{ mailId: string }>>`
    SELECT id AS "mailId" FROM mails
    WHERE next_try_at <= now() OR (next_try_at IS NULL AND created_at < now() - ${mailOverdueMs}::int * interval '1 millisecond')
    ORDER BY created_at LIMIT ${limit}::int`;
}

export interface WrittenMail {
  kind: string;
  sealed: Uint8Array | null;
  about: unknown;
  /** By the database's clock. */
  ageMs: number;
}

/** A mail that is to be sent now; nothing where it was, or where its pause is not over. */
export async function readMail(deps: Pick<Deps, 'db'>, mailId: string): Promise<WrittenMail | undefined> {
  const [mail] = await deps.db.$queryRaw<WrittenMail[]>`
    SELECT kind, sealed, about, (extract(epoch FROM now() - created_at) * 1000)::float8 AS "ageMs" FROM mails
    WHERE id = ${mailId}::uuid AND (next_try_at IS NULL OR next_try_at <= now())`;
  return mail;
}

/** It could not be sent: `sweep` has it tried again after a pause. */
export async function putOffMail(deps: Pick<Deps, 'db'>, mailId: string): Promise<void> {
  await deps.db.$executeRaw`
    UPDATE mails m SET attempts = m.attempts + 1, next_try_at = now() + ${pauseAfter(Prisma.sql`m.attempts`)}
    WHERE id = ${mailId}::uuid`;
}
