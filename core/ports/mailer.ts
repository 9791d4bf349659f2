export interface OutgoingMail {
  to: string;
  subject: string;
  text: string;
  html: string;
  /** The same for a mail that is sent again, so that mailboxes show it once. */
  messageId: string;
}

export interface Mailer {
  /** @throws MailRefused where it will never be accepted; anything else may pass */
  send(mail: OutgoingMail): Promise<void>;
  close(): void;
}

/** The server says no for good: a bad address, say. */
export class MailRefused extends Error {
  override readonly name = 'MailRefused';
}
