import { billingMail } from '#core/billing/mail-data.ts';
import type { Deps } from '#core/deps.ts';
import type { JobData } from '#core/jobs.ts';
import { forgetMail, mailTooOldMs, putOffMail, readMail, type WrittenMail } from '#core/mail/send-mail.ts';
import { MailerTrouble, MailRefused } from '#core/ports/mailer.ts';
import { openOrNothing } from '#core/sealed.ts';

/**
 * Sends a mail and deletes its row; the process that deletes the row first has sent it. A crash between sending and deleting sends the mail again
 * with the same Message-ID, which is better than not at all. A mail that cannot be sent waits, for a day.
 */
export async function mail(deps: Deps, { mailId }: JobData<'mail'>): Promise<undefined> {
  const row = await readMail(deps, mailId);
  if (!row) return undefined;
  const about = { mailId, kind: row.kind };
  try {
    const isSent = await send(deps, mailId, row);
    if (isSent) deps.log.info(about, 'mailed');
  } catch (err) {
    if (!(err instanceof MailRefused)) {
      if (row.ageMs < mailTooOldMs) return await putOff(deps, mailId, err);
      deps.log.error({ ...about, err }, 'a mail was given up: it could not be sent for a day');
    } else deps.log.warn({ ...about, err }, 'a mail was refused for good: nobody is at this address');
  }
  await forgetMail(deps, mailId);
  return undefined;
}

/** False if the recipient no longer exists. */
async function send(deps: Deps, mailId: string, row: WrittenMail): Promise<boolean> {
  // Loaded only by processes that send mail: React and its renderer cost a process 30 MB.
  const { renderMail } = await import('../mails/render-mail.ts');
  const data = row.sealed ? opened(deps, row.sealed) : await billingMail(deps, row.kind, row.about);
  if (data === undefined) return false;
  const rendered = await renderMail(row.kind, data);
  await deps.mailer.send({ ...rendered, messageId: `<${mailId}@${new URL(deps.config.publicUrl).hostname}>` });
  return true;
}

function opened(deps: Deps, sealed: Uint8Array): unknown {
  const words = openOrNothing(deps, sealed, 'a mail');
  if (words === undefined) throw new CannotOpen('A mail cannot be opened with this ENCRYPTION_KEY.');
  return JSON.parse(words);
}

class CannotOpen extends Error {}

async function putOff(deps: Deps, mailId: string, err: unknown): Promise<undefined> {
  await putOffMail(deps, mailId);
  if (err instanceof CannotOpen) return undefined; // the operator has already been notified
  const said = err instanceof MailerTrouble ? err.said : 'unreachable';
  deps.metrics.count('vendorErrors', { vendor: 'mail', code: said });
  if (!(err instanceof MailerTrouble)) deps.log.warn({ mailId, err }, 'a mail could not be sent yet');
  else {
    deps.metrics.count('operatorNeeded', { cause: 'mail' });
    deps.log.error({ mailId, said, err }, 'the operator must act: the mail server does not take mail from us');
  }
  return undefined;
}
