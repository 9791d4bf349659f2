import express, { type Router, Router as router } from 'express';
import { z } from 'zod';
import { receiveEvent } from '#core/billing/receive-event.ts';
import type { Deps } from '#core/deps.ts';
import { isHandled } from '#core/ports/payments.ts';

const signed = z.object({ id: z.string().regex(/^evt_\w{1,250}$/), type: z.string().max(200) });

/**
 * Answers at once; the work is a job, which asks Stripe for the objects behind the event. Events that do not concern us are answered like the rest,
 * so that Stripe does not send them again, and counted.
 */
export function stripeWebhook(deps: Pick<Deps, 'db' | 'payments' | 'queues' | 'log' | 'metrics'>): Router {
  const routes = router();
  const raw = express.raw({ type: () => true, limit: '5mb' });
  routes.post('/webhooks/stripe', raw, async (request, response) => {
    const body: unknown = request.body;
    const event = Buffer.isBuffer(body)
      ? await deps.payments.verifyWebhook(body, request.get('stripe-signature'))
      : undefined;
    if (!event) {
      deps.metrics.count('webhooks', { vendor: 'stripe', outcome: 'refused' });
      deps.log.warn('webhook refused: not signed by Stripe, or too old');
      return void response.status(400).json({ detail: 'The signature does not fit, or is more than 5 minutes old.' });
    }
    const said = signed.safeParse(event);
    if (!said.success) return void response.status(400).json({ detail: 'Not an event.' });
    deps.metrics.count('webhooks', { vendor: 'stripe', outcome: 'taken' });
    const { id: eventId, type } = said.data;
    if (isHandled(type)) {
      await receiveEvent(deps, said.data);
    } else {
      deps.metrics.count('stripeEventsIgnored', { type });
      deps.log.info({ eventId, type }, 'payment event ignored');
    }
    response.status(200).json({ received: true });
  });
  return routes;
}
