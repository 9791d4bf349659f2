import { MailerTrouble, MailRefused } from '#core/ports/mailer.ts';

/** What nodemailer throws: its own error code, and the server's answer to which command. */
interface SmtpError extends Error {
  code?: unknown;
  command?: unknown;
  response?: unknown;
  responseCode?: unknown;
}

/**
 * What a failed attempt to send means, by codes alone: a mail server repeats the address that it was given, and so do its words in an error. Only an answer about the recipient is final; every other permanent refusal is about us, and the
 * operator can mend it. The rest may pass.
 */
export function translated(error: unknown): Error {
  if (!(error instanceof Error)) return new Error('The mail could not be sent.');
  const { code, command, response, responseCode }: SmtpError = error;
  const status = Number(responseCode);
  const said = `${responseCode ?? code ?? 'unreachable'} ${command ?? ''}`.trim();
  // Not sent at all: mail cannot go to this address. The library reports an invalid sender in the same way.
  if (code === 'EENVELOPE' && command === 'API' && /recipient/i.test(error.message)) return refused();
  if (code === 'EAUTH') return new MailerTrouble(said);
  if (!(status >= 500)) return new Error(`The mail could not be sent: ${said}`);
  const isFinal = isAboutRecipient({ status, command: String(command), said: String(response) });
  return isFinal ? refused() : new MailerTrouble(said);
}

const refused = () => new MailRefused('Mail cannot go to this address.');

/** `5.1.1` of `550 5.1.1 …` or `550-5.1.1 …`: what kind of thing the server objects to (RFC 3463). */
const enhancedCode = (response: string): string | undefined => /^\d{3}[ -]5\.(\d{1,3}\.\d{1,3})\b/.exec(response)?.[1];

/** Recipient addresses and mailboxes, but not x.1.7 and x.1.8, which are the sender's; x.6.7 is an address it cannot encode. */
const aboutRecipient = /^(1\.(0|1|2|3|4|6|9|10)|2\.\d+|6\.7)$/;

/** Codes that say little; then the text counts. */
const vague = /^(0\.0|4\.1|5\.0)$/;
/** Texts of Outlook.com and Microsoft 365, Yahoo, sendmail: nobody is there. */
const nobodyThere =
  /recipient address rejected|mailbox (unavailable|not found)|(user|recipient) (unknown|not found)|no such (user|mailbox|recipient)|this user doesn.t have/i;

/** Without an enhanced code the command decides: mailbox unavailable, not local, full, or not allowed (RFC 5321, 4.2.3). */
const mailboxStatuses = new Set([550, 551, 552, 553]);

function isAboutRecipient({ status, command, said }: { status: number; command: string; said: string }): boolean {
  if (command === 'MAIL FROM') return false;
  const enhanced = enhancedCode(said);
  if (enhanced !== undefined && !vague.test(enhanced)) return aboutRecipient.test(enhanced);
  if (nobodyThere.test(said)) return true;
  return enhanced === undefined && command === 'RCPT TO' && mailboxStatuses.has(status);
}
