import { type AddressObject, type ParsedMail, simpleParser } from 'mailparser';

export interface Attachment {
  filename: string;
  contentType: string;
  bytes: Buffer;
}

/** One delivered mail, as a person would find it in the mailbox. */
export interface MailMessage {
  id: string;
  /** The address in the From header, without the name. */
  from: string;
  /** "UPixel <no-reply@example.com>", as a mail program shows it. */
  sender: string;
  /** Everybody it was delivered to, from the envelope: blind copies included. */
  to: string[];
  subject: string;
  text: string;
  /** Empty when the mail has no HTML part; pictures it carries are data URLs already. */
  html: string;
  /** By lower-case name; of a repeated header the last. */
  headers: Record<string, string>;
  attachments: Attachment[];
  receivedAtMs: number;
}

export async function parseMessage(
  source: Buffer,
  envelope: { id: string; to: string[]; receivedAtMs: number },
): Promise<MailMessage> {
  const mail = await simpleParser(source);
  return {
    ...envelope,
    from: mail.from?.value[0]?.address ?? '',
    sender: textOf(mail.from),
    subject: mail.subject ?? '',
    text: mail.text ?? '',
    html: mail.html || '',
    headers: headersOf(mail),
    attachments: mail.attachments.map(({ filename, contentType, content }) => ({
      filename: filename ?? 'attachment',
      contentType,
      bytes: content,
    })),
  };
}

function textOf(address: AddressObject | undefined): string {
  return address?.text ?? '';
}

/** The lines as they were sent, without their names. */
function headersOf({ headerLines }: ParsedMail): Record<string, string> {
  return Object.fromEntries(
    headerLines.map(({ key, line }) => [
      key,
      line
        .slice(line.indexOf(':') + 1)
        .replace(/\r?\n\s+/g, ' ')
        .trim(),
    ]),
  );
}
