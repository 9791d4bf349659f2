import { App, type Receiver } from '@slack/bolt';
import express from 'express';
import { slackLogger } from '#core/chat/slack/clients.ts';
import { rememberOwnTeam } from '#core/chat/slack/own-team.ts';
import type { Chat, Connection } from '../chat.ts';
import type { InFlight } from '../in-flight.ts';
import type { BotsDeps } from '../receive.ts';
import { answerMistakes } from './answer-mistakes.ts';
import { countAcknowledgements } from './count-acknowledgements.ts';
import { listenToSlack } from './listen.ts';
import { httpReceiver, socketReceiver } from './receivers.ts';
import { keepSocket, startInTime } from './socket.ts';
import { turnAway } from './turn-away.ts';

/** Slack over HTTP on BOTS_PORT, or in Socket Mode if SLACK_APP_TOKEN is set; it is installed on that port either way. */
export function slackChat(deps: BotsDeps, inFlight: InFlight): Chat {
  const { appToken } = deps.config.slack;
  const routes = express();
  routes.disable('x-powered-by');
  routes.use('/slack/events', countAcknowledgements(deps));
  const http = httpReceiver(deps, routes, { events: appToken === undefined });
  if (appToken !== undefined) return { name: 'slack', routes, connect: () => connectSocket(deps, inFlight, appToken) };
  appOf(deps, inFlight, http);
  // Slack connects to us, so there is nothing to connect, and nothing to close but the server.
  const connect = async () => {
    await rememberOwnTeam(deps);
    return { close: async () => undefined };
  };
  return { name: 'slack', routes, connect };
}

async function connectSocket(deps: BotsDeps, inFlight: InFlight, appToken: string): Promise<Connection> {
  await rememberOwnTeam(deps);
  const receiver = socketReceiver(deps, appToken);
  const app = appOf(deps, inFlight, receiver);
  try {
    await startInTime(
      () => app.start(),
      () => app.stop(),
    );
  } catch (error) {
    await app.stop().catch(() => undefined); // for a socket that never opened
    throw error;
  }
  const socket = keepSocket(receiver.client, deps.log);
  return {
    trouble: socket.trouble,
    async close() {
      socket.stop();
      await app.stop();
    },
  };
}

function appOf(deps: BotsDeps, inFlight: InFlight, receiver: Receiver & { installer?: unknown }): App {
  const app = new App({
    receiver,
    logger: slackLogger(deps.log),
    // A receiver with an installer brings its own, and then Bolt accepts no other.
    ...(receiver.installer ? {} : { authorize: async () => ({}) }),
  });
  app.error(async (err) => deps.log.error({ err }, 'slack request failed'));
  app.use((args) =>
    inFlight.isFull ? inFlight.turnAway(() => turnAway(deps, args)) : inFlight.run(() => answerMistakes(deps, args)),
  );
  listenToSlack(app, deps);
  return app;
}
