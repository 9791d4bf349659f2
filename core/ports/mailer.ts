export interface OutgoingMail {
  to: string;
  subject: string;
  text: string;
  html: string;
  /** The same for a mail that is sent again, so that mailboxes show it once. */
  messageId: string;
}

export interface Mailer {
  /** @throws MailRefused where it will never be accepted; MailerTrouble where that is up to us; anything else may pass */
  send(mail: OutgoingMail): Promise<void>;
  close(): void;
}

/** Nobody can be reached at this address: trying again is of no use. */
export class MailRefused extends Error {
  override readonly name = 'MailRefused';
}

/** The server does not take it from us: a wrong password, a sender it does not know, a limit. It waits, and the operator must act. */
export class MailerTrouble extends Error {
  override readonly name = 'MailerTrouble';
  /** The code of the answer, and what was asked: `535 AUTH PLAIN`. */
  readonly said: string;

  constructor(said: string, options: ErrorOptions) {
    super(`The mail server does not take mail from us: ${said}`, options);
    this.said = said;
  }
}
