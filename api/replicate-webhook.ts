import express, { type Router, Router as router } from 'express';
import { z } from 'zod';
import type { Deps } from '#core/deps.ts';

const target = z.object({ generationId: z.uuid(), slot: z.coerce.number().int().min(0).max(1000) });
/** The event is a hint: only its id is read, and the worker asks the provider for the rest. */
const event = z
  .string()
  .transform(parseJson)
  .pipe(z.object({ id: z.string().regex(/^[\w-]{1,100}$/) }));

/** Answers at once; the work is a job. */
export function replicateWebhook(deps: Pick<Deps, 'provider' | 'queues' | 'log' | 'metrics'>): Router {
  const routes = router();
  const raw = express.raw({ type: () => true, limit: '5mb' });
  routes.post('/webhooks/replicate/:generationId', raw, async (request, response) => {
    const to = target.safeParse({ ...request.params, slot: request.query.slot });
    const body: unknown = request.body;
    if (!to.success || !Buffer.isBuffer(body)) return void response.status(404).json({ detail: 'No such webhook.' });
    if (!(await deps.provider.verifyWebhook(body, request.headers))) {
      deps.metrics.count('webhooks', { vendor: 'replicate', outcome: 'refused' });
      deps.log.warn({ generationId: to.data.generationId }, 'webhook refused: not signed by the provider, or too old');
      return void response.status(401).json({ detail: 'The signature does not fit, or is more than 5 minutes old.' });
    }
    deps.metrics.count('webhooks', { vendor: 'replicate', outcome: 'taken' });
    const said = event.safeParse(body.toString('utf8'));
    if (!said.success) return void response.status(400).json({ detail: 'Not a prediction.' });
    await deps.queues.enqueue('settle', { ...to.data, externalId: said.data.id });
    response.status(202).json({ status: 'accepted' });
  });
  return routes;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
