import type { FaultAction } from '#sandbox/kit/faults.ts';

const refusal = (status: number, body: string) => ({ type: 'answer', status, body }) as const satisfies FaultAction;

/**
 * The refusals of mail servers, and where they occur: `faults.add({ on: 'SMTP RCPT', do })`. Codes of RFC 5321, enhanced ones of RFC 3463,
 * worded as the services publish them: Amazon SES, "SMTP response codes" and "email sending errors"; Gmail, "SMTP errors and codes"; SendGrid
 * and Microsoft 365 in their error references (all 2026).
 */
export const mailRefusals = {
  /** About the recipient; only these are final. */
  recipient: [
    ['SMTP RCPT', refusal(550, '5.1.1 The email account that you tried to reach does not exist.')],
    ['SMTP RCPT', refusal(550, 'Requested action not taken: mailbox unavailable')],
    ['SMTP RCPT', refusal(553, '5.1.3 The recipient address is not a valid RFC 5321 address.')],
    ['SMTP RCPT', refusal(552, '5.2.2 The recipient’s inbox is out of storage space.')],
    ['SMTP RCPT', refusal(550, '5.2.1 The email account that you tried to reach is disabled.')],
    ['SMTP DATA', refusal(550, '5.1.1 Recipient address rejected: User unknown')],
    // Outlook.com, Microsoft 365, Yahoo: https://www.spamresource.com/2023/09/microsoft-multiple-types-of-invalid.html
    ['SMTP RCPT', refusal(550, '5.5.0 Requested action not taken: mailbox unavailable (S2017062302).')],
    ['SMTP RCPT', refusal(550, '5.4.1 Recipient address rejected: Access denied.')],
    ['SMTP DATA', refusal(554, 'delivery error: dd This user doesn’t have a yahoo.com account (ada@example.com)')],
  ],
  /** About us: the account, the sender, what we may send. */
  sender: [
    ['SMTP AUTH', refusal(535, '5.7.8 Username and Password not accepted.')],
    ['SMTP AUTH', refusal(535, 'Authentication Credentials Invalid')],
    ['SMTP AUTH', refusal(534, '5.7.9 Application-specific password required.')],
    ['SMTP MAIL', refusal(550, 'Unauthenticated senders not allowed')],
    ['SMTP MAIL', refusal(530, '5.7.0 Authentication Required.')],
    ['SMTP MAIL', refusal(553, '5.7.1 Sender address rejected: not owned by user')],
    ['SMTP MAIL', refusal(550, '5.1.8 Bad sender’s system address')],
    ['SMTP RCPT', refusal(550, '5.7.1 Relaying denied')],
    ['SMTP RCPT', refusal(550, '5.4.5 Daily user sending limit exceeded.')],
    ['SMTP RCPT', refusal(554, '5.7.1 Service unavailable; client host blocked')],
    [
      'SMTP DATA',
      refusal(554, 'Message rejected: Email address is not verified. The following identities failed the check'),
    ],
    ['SMTP DATA', refusal(550, 'The from address does not match a verified Sender Identity.')],
    ['SMTP DATA', refusal(550, '5.7.60 SMTP; Client does not have permissions to send as this sender')],
    ['SMTP DATA', refusal(454, 'Throttling failure: Daily message quota exceeded.')],
    ['SMTP DATA', refusal(552, '5.3.4 Message size exceeds fixed limit')],
  ],
} as const satisfies Record<string, ReadonlyArray<readonly [string, FaultAction]>>;
