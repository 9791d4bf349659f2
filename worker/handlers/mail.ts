import { billingMail } from '#core/billing/mail-data.ts';
import type { Deps } from '#core/deps.ts';
import type { JobData } from '#core/jobs.ts';
import { mailTooOldMs } from '#core/mail/send-mail.ts';
import { MailRefused } from '#core/ports/mailer.ts';

/**
 * Sends a mail and forgets it. Whoever deletes the row first has sent it; a crash between sending and deleting sends it
 * again with the same Message-ID, which is better than not at all.
 */
export async function mail(deps: Deps, { mailId }: JobData<'mail'>): Promise<undefined> {
  const row = await deps.db.mail.findUnique({ where: { id: mailId } });
  if (!row) return undefined;
  const forget = () => deps.db.mail.deleteMany({ where: { id: mailId } });
  if (Date.now() - row.createdAt.getTime() > mailTooOldMs) {
    await forget();
    deps.log.error({ mailId, kind: row.kind }, 'a mail was given up: it could not be sent for a day');
    return undefined;
  }
  // Loaded only by whoever sends mail: React and its renderer cost a process 30 MB.
  const { renderMail } = await import('../mails/render-mail.ts');
  const data = row.sealed ? JSON.parse(deps.seal.open(row.sealed)) : await billingMail(deps, row.kind, row.about);
  // Whoever it was for is gone.
  if (data === undefined) return void (await forget());
  const rendered = await renderMail(row.kind, data);
  try {
    await deps.mailer.send({ ...rendered, messageId: `<${mailId}@${new URL(deps.config.publicUrl).hostname}>` });
  } catch (error) {
    if (!(error instanceof MailRefused)) throw error;
    deps.log.warn({ mailId, kind: row.kind, err: error }, 'a mail was refused for good');
  }
  await forget();
  deps.log.info({ mailId, kind: row.kind }, 'mailed');
  return undefined;
}
