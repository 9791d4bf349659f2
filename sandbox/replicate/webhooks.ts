import { randomBytes } from 'node:crypto';
import { Agent, request } from 'node:http';
import type { Clock } from '#sandbox/kit/clock.ts';
import type { FaultAction, Faults } from '#sandbox/kit/faults.ts';
import type { WebhookEvent } from './prediction.ts';
import { signWebhook } from './sign-webhook.ts';

/** The last webhook of a prediction is tried again for about a minute; the ones before are sent once. */
const retryDelaysMs = [1_000, 2_000, 4_000, 8_000, 16_000, 32_000];
const timeoutMs = 10_000;
/** A webhook waits this long for the one before it to be answered, so that they mostly arrive in order. */
const patienceMs = 1_000;
/** Older than any receiver should accept: the usual window is 5 minutes. */
const oldSignatureS = 15 * 60;
const keptAttempts = 5_000;

export interface WebhookAttempt {
  predictionId: string;
  event: WebhookEvent;
  webhookId: string;
  attempt: number;
  /** What the receiver answered; 0 when it did not. */
  status: number;
}

export interface Webhooks {
  /** The attempts that are over, oldest first. */
  attempts: WebhookAttempt[];
  send(predictionId: string, event: WebhookEvent, url: string, body: string): void;
  clear(): void;
  close(): void;
}

export function createWebhooks(options: { clock: Clock; faults: Faults; secret: string }): Webhooks {
  const { clock, faults, secret } = options;
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const attempts: WebhookAttempt[] = [];
  const lastSent = new Map<string, Promise<unknown>>();
  let generation = 0;

  interface Message {
    predictionId: string;
    event: WebhookEvent;
    webhookId: string;
    url: string;
    body: string;
    generation: number;
  }

  async function attempt(message: Message, count: number, fault: FaultAction | undefined): Promise<void> {
    if (message.generation !== generation) return;
    const status = fault?.type === 'drop' ? 0 : await post(agent, message.url, message.body, headersOf(message, fault));
    if (message.generation !== generation) return;
    const { predictionId, event, webhookId } = message;
    attempts.push({ predictionId, event, webhookId, attempt: count, status });
    if (attempts.length > keptAttempts) attempts.shift();
    const delayMs = retryDelaysMs[count - 1];
    if ((status >= 200 && status < 300) || event !== 'completed' || delayMs === undefined) return;
    clock.after(delayMs, () => void deliver(message, count + 1));
  }

  /** One attempt with whatever fault is due. Resolves when the answer is there, at once when it was put off. */
  async function deliver(message: Message, count: number): Promise<void> {
    const fault = faults.take(`WEBHOOK ${message.event}`);
    if (fault?.type === 'never') return;
    if (fault?.type === 'late' || fault?.type === 'slow') {
      clock.after(fault.ms, () => void attempt(message, count, undefined));
      return;
    }
    await attempt(message, count, fault);
    if (fault?.type === 'twice') await attempt(message, count, undefined);
  }

  function headersOf({ webhookId, body }: Message, fault: FaultAction | undefined): Record<string, string> {
    // The receiver compares with its own clock, which no test can move: real time, not the stand-in's.
    const nowS = Math.floor(Date.now() / 1000);
    const timestampS = fault?.type === 'oldSignature' ? nowS - oldSignatureS : nowS;
    const key = fault?.type === 'badSignature' ? `whsec_${randomBytes(24).toString('base64')}` : secret;
    return { 'content-type': 'application/json', ...signWebhook(key, webhookId, timestampS, body) };
  }

  return {
    attempts,
    send(predictionId, event, url, body) {
      const webhookId = `msg_${randomBytes(12).toString('hex')}`;
      const message = { predictionId, event, webhookId, url, body, generation };
      const before = lastSent.get(predictionId);
      const sent = before
        ? Promise.race([before, patience(clock)]).then(() => deliver(message, 1))
        : deliver(message, 1);
      if (event === 'completed') lastSent.delete(predictionId);
      else lastSent.set(predictionId, sent);
    },
    clear() {
      generation += 1;
      attempts.length = 0;
      lastSent.clear();
    },
    close() {
      generation += 1;
      agent.destroy();
    },
  };
}

function patience(clock: Clock): Promise<void> {
  return new Promise((resolve) => {
    clock.after(patienceMs, resolve);
  });
}

/** Whether we may call this address: the sandbox speaks to its own machine only. */
export function isLocalTarget(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return protocol === 'http:' && (hostname === '127.0.0.1' || hostname === 'localhost');
}

/** Redirects are not followed, as at Replicate. Resolves with 0 when there was no answer. */
function post(agent: Agent, target: string, body: string, headers: Record<string, string>): Promise<number> {
  const { port, pathname, search } = new URL(target);
  const length = String(Buffer.byteLength(body));
  return new Promise((resolve) => {
    const outgoing = request(
      {
        host: '127.0.0.1',
        port: port || 80,
        path: pathname + search,
        method: 'POST',
        agent,
        timeout: timeoutMs,
        headers: { ...headers, 'content-length': length, 'user-agent': 'replicate-sandbox' },
      },
      (incoming) => {
        incoming.resume();
        incoming.once('end', () => resolve(incoming.statusCode ?? 0));
        incoming.once('error', () => resolve(0));
      },
    );
    outgoing.once('timeout', () => outgoing.destroy());
    outgoing.once('error', () => resolve(0));
    outgoing.end(body);
  });
}
