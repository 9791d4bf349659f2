import type { Transporter } from 'nodemailer';
import type { Mailer } from '#core/ports/mailer.ts';
import { within } from '#core/within.ts';
import { translated } from './mail-errors.ts';

/** For each step. */
const patienceMs = 10_000;
/** For all steps together: a server may answer each just in time. */
const longestMs = 30_000;

/** Mail over SMTP, by a library that only a process that sends any loads. `smtpUrl`: smtp://user:password@host:587, or smtps:// for TLS from the start. `from`: `UPixel <mail@…>`. */
export function createMailer({ smtpUrl, from }: { smtpUrl: string; from: string }): Mailer {
  let made: Promise<Transporter> | undefined;
  const make = async (): Promise<Transporter> => {
    const { default: nodemailer } = await import('nodemailer');
    return nodemailer.createTransport({
      url: smtpUrl,
      connectionTimeout: patienceMs,
      greetingTimeout: patienceMs,
      socketTimeout: patienceMs,
      dnsTimeout: patienceMs,
    });
  };
  return {
    async send({ messageId, ...mail }) {
      made ??= make();
      const transport = await made;
      try {
        const sent = transport.sendMail({
          ...mail,
          from,
          messageId,
          // Sent by a machine: prevents out-of-office answers (RFC 3834).
          headers: { 'auto-submitted': 'auto-generated' },
        });
        await within(longestMs, sent);
      } catch (error) {
        throw translated(error);
      }
    },
    close: () => void made?.then((transport) => transport.close()),
  };
}
