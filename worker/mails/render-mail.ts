import { render, toPlainText } from '@react-email/render';
import { isMailKind, mailKinds } from '#core/mail/kinds.ts';
import type { MailWords } from './mail-words.ts';
import { mails } from './mails.tsx';

export interface RenderedMail {
  to: string;
  subject: string;
  text: string;
  html: string;
}

/** Renders a mail from its row: HTML, and the same as plain text. @throws if the row is not valid */
export async function renderMail(kind: string, data: unknown): Promise<RenderedMail> {
  if (!isMailKind(kind)) throw new Error(`There is no mail ${kind}`);
  const parsed = mailKinds[kind].parse(data);
  const { subject, page } = (mails[kind] as (data: unknown) => MailWords)(parsed);
  const html = await render(page);
  return { to: parsed.to, subject, html, text: toPlainText(html) };
}
