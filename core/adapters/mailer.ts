import nodemailer from 'nodemailer';
import type { Mailer } from '#core/ports/mailer.ts';
import { translated } from './mail-errors.ts';

const patienceMs = 10_000;

/** Mail over SMTP. `smtpUrl`: smtp://user:password@host:587, or smtps:// for TLS from the start. `from`: `UPixel <mail@…>`. */
export function createMailer({ smtpUrl, from }: { smtpUrl: string; from: string }): Mailer {
  const transport = nodemailer.createTransport({
    url: smtpUrl,
    connectionTimeout: patienceMs,
    greetingTimeout: patienceMs,
    socketTimeout: patienceMs,
  });
  return {
    async send({ messageId, ...mail }) {
      try {
        await transport.sendMail({
          ...mail,
          from,
          messageId,
          // Written by a machine: no out-of-office answers, please (RFC 3834).
          headers: { 'auto-submitted': 'auto-generated' },
        });
      } catch (error) {
        throw translated(error);
      }
    },
    close: () => transport.close(),
  };
}
