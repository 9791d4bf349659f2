import { type AddressObject, type ParsedMail, simpleParser } from 'mailparser';

export interface Attachment {
  filename: string;
  contentType: string;
  bytes: Buffer;
}

/** One delivered mail, as in a person's mailbox. */
export interface MailMessage {
  id: string;
  /** The address in the From header, without the name. */
  from: string;
  /** "UPixel <no-reply@example.com>", as a mail program shows it. */
  sender: string;
  /** Everybody it was delivered to, from the envelope, including blind copies. */
  to: string[];
  subject: string;
  text: string;
  /** Empty if the mail has no HTML part; embedded pictures are data URLs. */
  html: string;
  /** By lower-case name; the last value if a header is repeated. */
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

/** The header lines as they were sent, without their names. */
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
