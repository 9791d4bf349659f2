import { z } from 'zod';
import { Prisma } from '../../prisma/generated/client.ts';
import { bytes, milliseconds, text } from '../database/columns.ts';
import { sqlRow } from '../database/rows.ts';
import type { Deps } from '../deps.ts';
import { pauseAfter } from '../pauses.ts';
import { type MailData, type MailKind, mailKinds } from './kinds.ts';

/** After this long we give up on a mail: its content is no longer true. */
export const mailTooOldMs = 24 * 60 * 60_000;

/** Records a mail, sealed, and has a worker send it. A lost job loses nothing: the row stays until it is sent. */
export async function sendMail<Kind extends MailKind>(
  deps: Pick<Deps, 'db' | 'seal' | 'queues' | 'log'>,
  kind: Kind,
  data: MailData<Kind>,
): Promise<void> {
  await sendWritten(deps, await writeMail(deps.db, deps, kind, data));
}

/** Only records it, in one transaction with the change it is about; call `sendWritten` afterwards. Returns its id. */
export async function writeMail<Kind extends MailKind>(
  db: Pick<Prisma.TransactionClient, 'mail' | 'user' | 'emailChange'>,
  { seal }: Pick<Deps, 'seal'>,
  kind: Kind,
  data: MailData<Kind>,
): Promise<string> {
  const words = JSON.stringify(mailKinds[kind].parse(data));
  const { id } = await db.mail.create({
    data: { kind, sealed: new Uint8Array(seal.close(words)), userId: await ownerOf(db, data.to) },
    select: { id: true },
  });
  return id;
}

/** Whose address it is, or was until a change that is told of there. */
async function ownerOf(db: Pick<Prisma.TransactionClient, 'user' | 'emailChange'>, to: string): Promise<string | null> {
  const user = await db.user.findUnique({ where: { email: to }, select: { id: true } });
  if (user) return user.id;
  const change = await db.emailChange.findFirst({
    where: { OR: [{ oldEmail: to }, { newEmail: to }] },
    orderBy: { createdAt: 'desc' },
    select: { userId: true },
  });
  return change?.userId ?? null;
}

/** Has a worker send a recorded mail. */
export async function sendWritten(deps: Pick<Deps, 'queues' | 'log'>, mailId: string | null): Promise<void> {
  if (mailId === null) return;
  await deps.queues
    .enqueue('mail', { mailId })
    .catch((err: unknown) => deps.log.warn({ mailId, err }, 'left to sweep'));
}

const writtenMail = z.object({
  kind: text,
  sealed: bytes.nullable(),
  about: z.unknown(),
  /** By the database's clock. */
  ageMs: milliseconds,
});
export type WrittenMail = z.infer<typeof writtenMail>;

/** A mail that is due; undefined if it was sent, or its pause is not over. */
export async function readMail(deps: Pick<Deps, 'db'>, mailId: string): Promise<WrittenMail | undefined> {
  return sqlRow(deps.db, writtenMail)`
    SELECT kind, sealed, about, (extract(epoch FROM now() - created_at) * 1000)::float8 AS "ageMs" FROM mails
    WHERE id = ${mailId}::uuid AND (next_try_at IS NULL OR next_try_at <= now())`;
}

/** It was sent, or never will be. */
export async function forgetMail({ db }: Pick<Deps, 'db'>, mailId: string): Promise<void> {
  await db.mail.deleteMany({ where: { id: mailId } });
}

/** It could not be sent: `sweep` retries after a pause. */
export async function putOffMail(deps: Pick<Deps, 'db'>, mailId: string): Promise<void> {
  await deps.db.$executeRaw`
    UPDATE mails m SET attempts = m.attempts + 1, next_try_at = now() + ${pauseAfter(Prisma.sql`m.attempts`)}
    WHERE id = ${mailId}::uuid`;
}
