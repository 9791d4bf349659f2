import { setTimeout as sleep } from 'node:timers/promises';
import express, { type ErrorRequestHandler } from 'express';
import { isClientError } from '#core/client-error.ts';
import type { Deps } from '#core/deps.ts';
import { health } from '#core/health.ts';
import { headers } from '#core/http/headers.ts';
import { onlyTls } from '#core/http/only-tls.ts';
import { closeServer, listen } from '#core/listen.ts';
import { discordChat } from './discord/start.ts';
import { createInFlight } from './in-flight.ts';
import { type IntentTable, intents as ourIntents } from './intents/index.ts';
import { keepConnected } from './keep-connected.ts';
import { slackChat } from './slack/start.ts';

/** How long the start waits for a chat that does not answer; then it goes on without it, and `/health/ready` says so. */
const firstTryMs = 10_000;
/** People see "thinking…", so their requests are finished; the rest is reported to them by then, so that we end within ten seconds. */
const longestDrainMs = 7_000;

/**
 * Runs every chat on its own, and on BOTS_PORT serves their health and their HTTP routes.
 * @param end ends the process, if nothing else runs in it: called when a chat is gone for good
 * @param intents what buttons and forms do
 */
export async function startBots(
  deps: Deps,
  { end, most, intents = ourIntents }: { end?: () => void; most?: number; intents?: IntentTable } = {},
): Promise<{ stop(): Promise<void> }> {
  const inFlight = createInFlight(most);
  const given = { ...deps, intents, givingUp: inFlight.givingUp };
  const chats = [slackChat, discordChat].map((chat) => chat(given, inFlight));
  const { botsPort: port, host } = deps.config;
  const web = express();
  web.disable('x-powered-by');
  // Before the connections: a port in use should be reported at once.
  const server = await listen(web, { port, host, variable: 'BOTS_PORT' });
  // Before anybody can ask.
  const unfollow = await deps.privatePeople.follow();
  const kept = chats.map((chat) => ({ name: chat.name, ...keepConnected(deps, chat, { end }) }));
  deps.metrics.look(() => {
    for (const { name, state } of kept) deps.metrics.set('connected', { platform: name }, state() === 'ok' ? 1 : 0);
    deps.metrics.set('requestsOpen', {}, inFlight.count);
  });
  web.set('trust proxy', deps.config.trustProxy);
  web.use(headers(deps.config));
  web.use(health(deps, Object.fromEntries(kept.map(({ name, state }) => [name, state]))));
  web.use(onlyTls(deps.config));
  for (const { routes } of chats) if (routes) web.use(routes);
  web.use(unanswerable(deps));
  await Promise.race([
    Promise.all(kept.map(({ tried }) => tried)),
    sleep(firstTryMs, undefined, { ref: false }), // the server keeps the process alive
  ]);
  return {
    async stop() {
      unfollow();
      const startedAt = performance.now();
      await Promise.all([closeServer(server), ...kept.map((each) => each.close())]);
      const left = await inFlight.drain(longestDrainMs - (performance.now() - startedAt));
      if (left > 0) deps.log.error({ left }, 'stopped before everything that was acknowledged was answered');
    },
  };
}

/** Express itself would write every aborted or oversized request to stderr, with its stack, outside our log. */
function unanswerable({ log }: Pick<Deps, 'log'>): ErrorRequestHandler {
  return (err: unknown, request, response, next) => {
    const status = isClientError(err) ? err.status : 500;
    if (status === 500) log.error({ err, method: request.method, path: request.path }, 'request failed');
    else log.debug({ err, status, path: request.path }, 'unreadable request');
    if (response.headersSent) next(err);
    else response.status(status).end();
  };
}
