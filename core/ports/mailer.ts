export interface OutgoingMail {
  to: string;
  subject: string;
  text: string;
  html: string;
  /** The same if a mail is sent again, so that mailboxes show it once. */
  messageId: string;
}

export interface Mailer {
  /** @throws MailRefused if it will never be accepted; MailerTrouble if the operator must act; other errors may pass */
  send(mail: OutgoingMail): Promise<void>;
  close(): void;
}

/** Nobody can be reached at this address: trying again is of no use. */
export class MailRefused extends Error {
  override readonly name = 'MailRefused';
}

/** The server refuses us: a wrong password, an unknown sender, a limit. The mail waits, and the operator must act. */
export class MailerTrouble extends Error {
  override readonly name = 'MailerTrouble';
  /** The code of the answer, and the command: `535 AUTH PLAIN`. */
  readonly said: string;

  constructor(said: string) {
    super(`The mail server does not take mail from us: ${said}`);
    this.said = said;
  }
}
