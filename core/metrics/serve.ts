import express from 'express';
import type { Deps } from '../deps.ts';
import { jobs, scheduledNames } from '../jobs.ts';
import { closeServer, listen } from '../listen.ts';
import { readFacts } from './facts.ts';

/**
 * `GET /metrics` on its own port, which is not public: only on this machine, unless METRICS_HOST says otherwise.
 * Each process on a machine needs its own METRICS_PORT.
 */
export async function serveMetrics(
  deps: Pick<Deps, 'config' | 'db' | 'queues' | 'metrics' | 'log'>,
  roles: ReadonlyArray<'api' | 'worker' | 'bots'>,
): Promise<{ stop(): Promise<void> }> {
  for (const role of roles) deps.metrics.set('role', { role }, 1);
  for (const schedule of scheduledNames)
    deps.metrics.set('scheduleEvery', { schedule }, jobs[schedule].every.ms / 1_000);
  deps.metrics.set('unpaidCap', {}, deps.config.unpaid.perDay);
  const app = express();
  app.disable('x-powered-by');
  app.get('/metrics', async (_request, response) => {
    await readFacts(deps);
    const { contentType, body } = await deps.metrics.text();
    response.type(contentType).send(body);
  });
  const { metricsPort: port, metricsHost: host } = deps.config;
  const server = await listen(app, { port, host, variable: 'METRICS_PORT, on METRICS_HOST' });
  return { stop: () => closeServer(server) };
}
