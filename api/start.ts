import type { Server } from 'node:http';
import express from 'express';
import helmet from 'helmet';
import type { Deps } from '#core/deps.ts';
import { health } from '#core/health.ts';
import { listen } from '#core/listen.ts';
import { pages } from './pages.ts';
import { queueDashboard } from './queue-dashboard.ts';
import { replicateWebhook } from './replicate-webhook.ts';

/** Express on PORT: webhooks, health, a few plain pages, and the queue dashboard outside production. */
export async function startApi(deps: Deps): Promise<{ stop(): Promise<void> }> {
  const app = express();
  app.disable('x-powered-by');
  app.use(health(deps));
  app.use(replicateWebhook(deps));
  if (!deps.config.production) app.use('/queues', queueDashboard(deps));
  app.use(helmet());
  app.use(pages());
  const server: Server = await listen(app, { port: deps.config.webPort, host: deps.config.host, variable: 'PORT' });
  return {
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      }),
  };
}
