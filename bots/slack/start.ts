import { App } from '@slack/bolt';
import express from 'express';
import { slackLogger } from '#core/chat/slack/clients.ts';
import type { Deps } from '#core/deps.ts';
import { health } from '#core/health.ts';
import { listen } from '#core/listen.ts';
import { listenToSlack } from './listen.ts';
import { httpReceiver, socketReceiver } from './receivers.ts';

/** Slack over HTTP on BOTS_PORT, or in Socket Mode where SLACK_APP_TOKEN is set; the bots' health is on that port either way. */
export async function startSlack(deps: Deps): Promise<{ stop(): Promise<void> }> {
  const { appToken } = deps.config.slack;
  const web = express();
  web.disable('x-powered-by');
  web.use(health(deps));
  const http = httpReceiver(deps, web, { events: appToken === undefined });
  const receiver = appToken === undefined ? http : socketReceiver(deps, appToken);
  const app = new App({
    receiver,
    logger: slackLogger(deps.log),
    // A receiver with an installer brings its own, and Bolt then takes no other.
    ...(receiver.installer ? {} : { authorize: async () => ({}) }),
  });
  app.error(async (err) => deps.log.error({ err }, 'slack request failed'));
  const running = trackWork(app);
  listenToSlack(app, deps);

  const { botsPort: port, host } = deps.config;
  const server = await listen(web, { port, host, variable: 'BOTS_PORT' });
  const closeServer = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeIdleConnections();
    });
  try {
    if (appToken !== undefined) await app.start();
  } catch (error) {
    await closeServer();
    throw error;
  }
  deps.log.info({ mode: appToken === undefined ? 'http' : 'socket' }, 'slack listening');
  return {
    async stop() {
      if (appToken !== undefined) await app.stop();
      await closeServer();
      await Promise.allSettled(running);
    },
  };
}

/** What was acknowledged and is still being done: it ends before the connections it needs are closed. */
function trackWork(app: App): Set<Promise<void>> {
  const running = new Set<Promise<void>>();
  app.use(async ({ next }) => {
    const work = next();
    running.add(work);
    try {
      await work;
    } finally {
      running.delete(work);
    }
  });
  return running;
}
