import { randomBytes } from 'node:crypto';
import { Agent } from 'node:http';
import type { Clock } from '#sandbox/kit/clock.ts';
import type { FaultAction, Faults } from '#sandbox/kit/faults.ts';
import { deliverWebhook, postWebhook, signedAtS } from '#sandbox/kit/webhook.ts';
import type { WebhookEvent } from './prediction.ts';
import { signWebhook } from './sign-webhook.ts';

/** The last webhook of a prediction is retried for about a minute; earlier ones are sent once. */
const retryDelaysMs = [1_000, 2_000, 4_000, 8_000, 16_000, 32_000];
const timeoutMs = 10_000;
/** A webhook waits this long for the answer to the previous one, so that they mostly arrive in order. */
const patienceMs = 1_000;
const keptAttempts = 5_000;

export interface WebhookAttempt {
  predictionId: string;
  event: WebhookEvent;
  webhookId: string;
  attempt: number;
  /** The receiver's answer; 0 if there was none. */
  status: number;
}

export interface Webhooks {
  /** The completed attempts, oldest first. */
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
    const status =
      fault?.type === 'drop'
        ? 0
        : await postWebhook(message.url, message.body, headersOf(message, fault), { agent, timeoutMs });
    if (message.generation !== generation) return;
    const { predictionId, event, webhookId } = message;
    attempts.push({ predictionId, event, webhookId, attempt: count, status });
    if (attempts.length > keptAttempts) attempts.shift();
    const delayMs = retryDelaysMs[count - 1];
    if ((status >= 200 && status < 300) || event !== 'completed' || delayMs === undefined) return;
    clock.after(delayMs, () => void deliver(message, count + 1));
  }

  const deliver = (message: Message, count: number) =>
    deliverWebhook({ clock, faults }, message.event, (fault) => attempt(message, count, fault));

  function headersOf({ webhookId, body }: Message, fault: FaultAction | undefined): Record<string, string> {
    const key = fault?.type === 'badSignature' ? `whsec_${randomBytes(24).toString('base64')}` : secret;
    return {
      'content-type': 'application/json',
      'user-agent': 'replicate-sandbox',
      ...signWebhook(key, webhookId, signedAtS(fault), body),
    };
  }

  return {
    attempts,
    send(predictionId, event, url, body) {
      const webhookId = `msg_${randomBytes(12).toString('hex')}`;
      const message = { predictionId, event, webhookId, url, body, generation };
      const before = lastSent.get(predictionId);
      const sent =
        before !== undefined
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
