import { setTimeout as sleep } from 'node:timers/promises';
import express, { type ErrorRequestHandler } from 'express';
import { isClientError } from '#core/client-error.ts';
import type { Deps } from '#core/deps.ts';
import { health } from '#core/health.ts';
import { closeServer, listen } from '#core/listen.ts';
import { discordChat } from './discord/start.ts';
import { createInFlight } from './in-flight.ts';
import { keepConnected } from './keep-connected.ts';
import { slackChat } from './slack/start.ts';

/** How long the start waits for a chat that does not answer; then it goes on without, and says so on `/health/ready`. */
const firstTryMs = 10_000;
/** People were told "thinking…": what they asked for is finished; what is not by then is told of, so that we end within ten seconds. */
const longestDrainMs = 7_000;

/**
 * Every chat by itself, and on BOTS_PORT the health of them all and what they answer over HTTP.
 * @param end ends the process, where nothing else runs in it: called when a chat is gone for good
 */
export async function startBots(
  deps: Deps,
  { end, most }: { end?: () => void; most?: number } = {},
): Promise<{ stop(): Promise<void> }> {
  const inFlight = createInFlight(most);
  const chats = [slackChat, discordChat].map((chat) => chat({ ...deps, givingUp: inFlight.givingUp }, inFlight));
  const { botsPort: port, host } = deps.config;
  const web = express();
  web.disable('x-powered-by');
  // Before the connections: a port in use is a mistake to hear of at once.
  const server = await listen(web, { port, host, variable: 'BOTS_PORT' });
  const kept = chats.map((chat) => ({ name: chat.name, ...keepConnected(deps, chat, { end }) }));
  deps.metrics.look(() => {
    for (const { name, state } of kept) deps.metrics.set('connected', { platform: name }, state() === 'ok' ? 1 : 0);
    deps.metrics.set('requestsOpen', {}, inFlight.count);
  });
  web.use(health(deps, Object.fromEntries(kept.map(({ name, state }) => [name, state]))));
  for (const { routes } of chats) if (routes) web.use(routes);
  web.use(unanswerable(deps));
  await Promise.race([
    Promise.all(kept.map(({ tried }) => tried)),
    sleep(firstTryMs, undefined, { ref: false }), // the process lives by its server
  ]);
  return {
    async stop() {
      const startedAt = performance.now();
      await Promise.all([closeServer(server), ...kept.map((each) => each.close())]);
      const left = await inFlight.drain(longestDrainMs - (performance.now() - startedAt));
      if (left > 0) deps.log.error({ left }, 'stopped before everything that was acknowledged was answered');
    },
  };
}

/** Express itself would write every request that was cut off or too long beside our log, with its stack. */
function unanswerable({ log }: Pick<Deps, 'log'>): ErrorRequestHandler {
  return (err: unknown, request, response, next) => {
    const status = isClientError(err) ? err.status : 500;
    if (status === 500) log.error({ err, method: request.method, path: request.path }, 'request failed');
    else log.debug({ err, status, path: request.path }, 'unreadable request');
    if (response.headersSent) next(err);
    else response.status(status).end();
  };
}
