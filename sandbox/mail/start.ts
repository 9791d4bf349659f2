import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';
import { type Clock, createClock } from '#sandbox/kit/clock.ts';
import { createFaults, type FaultAction } from '#sandbox/kit/faults.ts';
import type { Call, StandIn } from '#sandbox/kit/stand-in.ts';
import { type MailMessage, parseMessage } from './message.ts';

export interface MailOptions {
  port?: number;
  clock?: Clock;
}

export interface MailStandIn extends StandIn {
  /** All delivered mail, oldest first. */
  messages: readonly MailMessage[];
  /** The first message that `look` accepts, among the present and future ones. */
  until(look: (message: MailMessage) => boolean, timeoutMs?: number): Promise<MailMessage>;
}

const maxMessageBytes = 25 * 1024 * 1024;
const usualPatienceMs = 10_000;

/**
 * An SMTP server (RFC 5321) that keeps the mail it receives. Faults match "SMTP AUTH <user>", "SMTP MAIL <from>", "SMTP RCPT <to>"
 * and "SMTP DATA <first to>"; refusals.ts has the services' answers.
 * `answer` refuses with its status (550 permanently, 451 temporarily), `slow` waits, `drop` and `dropAfter` cut the connection.
 */
export async function start(options: MailOptions = {}): Promise<MailStandIn> {
  const clock = options.clock ?? createClock();
  const faults = createFaults();
  const calls: Call[] = [];
  const messages: MailMessage[] = [];
  const lookers = new Set<(message: MailMessage) => void>();
  const sockets = new Map<number, Socket>();
  let count = 0;

  const cut = ({ remotePort }: SMTPServerSession) => sockets.get(remotePort)?.destroy();

  /** Records the command and applies the fault that is due; `work` is what the command does if there is none. */
  async function command(
    session: SMTPServerSession,
    method: 'AUTH' | 'MAIL' | 'RCPT' | 'DATA',
    address: string,
    done: (error?: Error | null) => void,
    work: () => Promise<void> | void = () => undefined,
  ) {
    const call: Call = { atMs: clock.now(), method, path: address, body: undefined, headers: {}, status: 0 };
    calls.push(call);
    const fault = faults.take(`SMTP ${method} ${address}`);
    if (fault?.type === 'drop') return cut(session);
    if (fault?.type === 'slow') await new Promise((resolve) => setTimeout(resolve, fault.ms));
    const refusal = refusalOf(fault);
    if (refusal) {
      call.status = refusal.responseCode;
      return done(refusal);
    }
    try {
      await work();
    } catch (cause) {
      call.status = 554;
      return done(smtpRefusal(554, `5.6.0 The message cannot be read: ${String(cause)}`));
    }
    if (fault?.type === 'dropAfter') return cut(session);
    call.status = 250;
    done();
  }

  async function keep(source: Buffer, session: SMTPServerSession) {
    count += 1;
    const to = session.envelope.rcptTo.map(({ address }) => address);
    const message = await parseMessage(source, { id: String(count), to, receivedAtMs: clock.now() });
    messages.push(message);
    for (const look of [...lookers]) look(message);
  }

  const server = new SMTPServer({
    // Nobody would trust its certificate, so no STARTTLS; any user and password is accepted.
    hideSTARTTLS: true,
    authOptional: true,
    allowInsecureAuth: true,
    disableReverseLookup: true,
    size: maxMessageBytes,
    // Closing does not wait for clients that keep their connection open.
    closeTimeout: 100,
    onAuth(auth, session, callback) {
      const user = auth.username ?? 'anybody';
      void command(session, 'AUTH', user, (error) => (error ? callback(error) : callback(null, { user })));
    },
    onMailFrom: ({ address }, session, done) => void command(session, 'MAIL', address, done),
    onRcptTo: ({ address }, session, done) => void command(session, 'RCPT', address, done),
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.once('end', () => {
        if (stream.sizeExceeded) return done(smtpRefusal(552, 'Message exceeds the size limit'));
        const first = session.envelope.rcptTo[0]?.address ?? '';
        void command(session, 'DATA', first, done, () => keep(Buffer.concat(chunks), session));
      });
    },
  });
  // A client that hangs up midway is no error of ours.
  server.on('error', () => undefined);
  server.server.on('connection', (socket: Socket) => {
    const port = socket.remotePort ?? 0;
    sockets.set(port, socket);
    socket.once('close', () => sockets.delete(port));
  });
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server.server, 'listening');

  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    messages,
    calls,
    faults,
    clock,
    until(look, timeoutMs = usualPatienceMs) {
      const found = messages.find(look);
      if (found) return Promise.resolve(found);
      return new Promise((resolve, reject) => {
        const check = (message: MailMessage) => {
          if (!look(message)) return;
          stop();
          resolve(message);
        };
        const timer = setTimeout(() => {
          stop();
          const subjects = messages.map(({ subject }) => `"${subject}"`).join(', ') || 'nothing';
          reject(new Error(`The mail that was looked for did not come within ${timeoutMs} ms; there is ${subjects}.`));
        }, timeoutMs);
        const stop = () => {
          clearTimeout(timer);
          lookers.delete(check);
        };
        lookers.add(check);
      });
    },
    reset() {
      messages.length = 0;
      calls.length = 0;
      faults.clear();
    },
    async close() {
      if (!options.clock) clock.stop();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets.values()) socket.destroy();
      });
    },
  };
}

function refusalOf(fault: FaultAction | undefined) {
  if (fault?.type === 'rateLimit') return smtpRefusal(450, '4.7.1 Too many messages, try again later');
  if (fault?.type !== 'answer') return undefined;
  return smtpRefusal(
    fault.status,
    typeof fault.body === 'string' ? fault.body : (usualWords[fault.status] ?? 'Refused'),
  );
}

const usualWords: Record<number, string> = {
  421: '4.3.2 Service shutting down',
  451: '4.3.0 Temporary failure, try again later',
  550: '5.1.1 No such user here',
  552: '5.2.2 Mailbox full',
};

function smtpRefusal(responseCode: number, message: string): Error & { responseCode: number } {
  return Object.assign(new Error(message), { responseCode });
}
