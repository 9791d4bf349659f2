import { randomBytes } from 'node:crypto';
import { Agent } from 'node:http';
import type { Clock } from '#sandbox/kit/clock.ts';
import type { FaultAction, Faults } from '#sandbox/kit/faults.ts';
import { deliverWebhook, signedAtS } from '#sandbox/kit/webhook.ts';
import type { Agenda } from '../agenda.ts';
import type { StripeEvent } from '../objects/stored.ts';
import type { Objects } from '../state.ts';
import { post } from './post.ts';
import { sign } from './sign.ts';

/** After a failure, Stripe retries for three days, at growing intervals. */
const retryDelaysMs = [
  5 * 60_000,
  30 * 60_000,
  2 * 3600_000,
  5 * 3600_000,
  10 * 3600_000,
  12 * 3600_000,
  12 * 3600_000,
];
const keptDeliveries = 5_000;

export interface Delivery {
  eventId: string;
  type: string;
  endpointId: string;
  attempt: number;
  /** The receiver's answer; 0 if there was none. */
  status: number;
}

export interface Webhooks {
  /** The completed attempts, oldest first. */
  deliveries: Delivery[];
  /** Sends it to every endpoint that subscribes to it. */
  send(event: StripeEvent): void;
  /** Retries, as the agenda says. `subject` is "event endpoint attempt". */
  retry(subject: string): void;
  /** Resolves once everything sent so far was answered or given up on; it does not wait for late events and retries. */
  settled(): Promise<void>;
  clear(): void;
  close(): void;
}

interface Options {
  clock: Clock;
  faults: Faults;
  objects: Objects;
  agenda: Agenda;
  changed(): void;
}

/** One endpoint gets its events one after another. That is kinder than Stripe, which promises no order: `late` breaks it. */
export function createWebhooks({ clock, faults, objects, agenda, changed }: Options): Webhooks {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const deliveries: Delivery[] = [];
  const queues = new Map<string, Promise<void>>();
  let generation = 0;

  async function attempt(event: StripeEvent, endpointId: string, count: number, fault: FaultAction | undefined) {
    const now = generation;
    const endpoint = objects.endpoints.get(endpointId);
    if (endpoint?.status !== 'enabled') return;
    const body = JSON.stringify(event, null, 2);
    const status =
      fault?.type === 'drop' ? 0 : await post(agent, endpoint.url, body, headersOf(body, endpointId, fault));
    if (now !== generation) return;
    deliveries.push({ eventId: event.id, type: event.type, endpointId, attempt: count, status });
    if (deliveries.length > keptDeliveries) deliveries.shift();
    const delayMs = retryDelaysMs[count - 1];
    if (status >= 200 && status < 300) event.pending_webhooks = Math.max(0, event.pending_webhooks - 1);
    else if (delayMs !== undefined)
      agenda.add('deliver', `${event.id} ${endpointId} ${count + 1}`, clock.now() + delayMs);
    changed();
  }

  const deliver = (event: StripeEvent, endpointId: string, count: number) =>
    deliverWebhook(
      { clock, faults },
      event.type,
      (fault) => attempt(event, endpointId, count, fault),
      () => inQueue(endpointId, () => attempt(event, endpointId, count, undefined)),
    );

  function headersOf(body: string, endpointId: string, fault: FaultAction | undefined): Record<string, string> {
    const secret = objects.endpointSecrets.get(endpointId) ?? '';
    const key = fault?.type === 'badSignature' ? `whsec_${randomBytes(24).toString('hex')}` : secret;
    return {
      'content-type': 'application/json; charset=utf-8',
      'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
      'stripe-signature': sign(key, body, signedAtS(fault)),
    };
  }

  function inQueue(endpointId: string, work: () => Promise<void>) {
    const now = generation;
    const before = queues.get(endpointId) ?? Promise.resolve();
    const mine = before.then(() => (now === generation ? work() : undefined));
    queues.set(endpointId, mine);
  }

  const enqueue = (event: StripeEvent, endpointId: string, count: number) =>
    inQueue(endpointId, () => deliver(event, endpointId, count));

  return {
    deliveries,
    send(event) {
      for (const { id, status, enabled_events: wanted } of objects.endpoints.values()) {
        if (status !== 'enabled' || !(wanted.includes('*') || wanted.includes(event.type))) continue;
        event.pending_webhooks += 1;
        enqueue(event, id, 1);
      }
    },
    retry(subject) {
      const [eventId = '', endpointId = '', count] = subject.split(' ');
      const event = objects.events.get(eventId);
      if (event) enqueue(event, endpointId, Number(count));
    },
    async settled() {
      let last: Promise<void>[] = [];
      // A receiver may act at once, and so cause more events.
      while (last.length !== queues.size || [...queues.values()].some((queue, index) => queue !== last[index])) {
        last = [...queues.values()];
        await Promise.all(last);
      }
    },
    clear() {
      generation += 1;
      deliveries.length = 0;
      queues.clear();
    },
    close() {
      generation += 1;
      agent.destroy();
    },
  };
}
