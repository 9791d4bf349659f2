import express from 'express';
import type { Deps } from '../deps.ts';
import { closeServer, listen } from '../listen.ts';
import { scheduleNames, schedules } from '../schedules/catalogue.ts';
import { readFacts } from './facts.ts';

/**
 * `GET /metrics` on a port of its own, which the world cannot reach: on this machine only, unless METRICS_HOST says otherwise.
 * Each process on a machine needs its own METRICS_PORT.
 */
export async function serveMetrics(
  deps: Pick<Deps, 'config' | 'db' | 'queues' | 'metrics' | 'log'>,
  roles: ReadonlyArray<'api' | 'worker' | 'bots'>,
): Promise<{ stop(): Promise<void> }> {
  for (const role of roles) deps.metrics.set('role', { role }, 1);
  for (const schedule of scheduleNames)
    deps.metrics.set('scheduleEvery', { schedule }, schedules[schedule].everyMs / 1_000);
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
