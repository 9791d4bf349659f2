import express, { type Router, Router as router } from 'express';
import { z } from 'zod';
import type { Deps } from '#core/deps.ts';
import { noteSaid } from '#core/generations/said.ts';

const target = z.object({ generationId: z.uuid(), slot: z.coerce.number().int().min(0).max(1000) });
const knownId = /^[\w-]{1,100}$/;

/** Keeps what a signed webhook says of the run's end, and answers; the work is a job. */
export function replicateWebhook(
  deps: Pick<Deps, 'db' | 'config' | 'provider' | 'queues' | 'log' | 'metrics'>,
): Router {
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
    const said = deps.provider.readWebhook(body);
    if (!said || !knownId.test(said.id)) return void response.status(400).json({ detail: 'Not a prediction.' });
    // Without it, the worker asks the provider: a webhook must never be lost for it.
    await noteSaid(deps, to.data, said).catch((err: unknown) => deps.log.warn({ ...to.data, err }, 'not noted'));
    await deps.queues.enqueue('settle', { ...to.data, externalId: said.id });
    response.status(202).json({ status: 'accepted' });
  });
  return routes;
}
