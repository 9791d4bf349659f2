import { createClock } from '#sandbox/kit/clock.ts';
import { createFaults } from '#sandbox/kit/faults.ts';
import { type Routes, serve } from '#sandbox/kit/serve.ts';
import type { Call } from '#sandbox/kit/stand-in.ts';
import { actionRoutes, errorAnswer } from './action-routes.ts';
import { createDiscordActions } from './discord-actions.ts';
import { createNotices } from './discord-notices.ts';
import { discordSnapshot } from './discord-snapshot.ts';
import { guarded } from './guard.ts';
import { createLive, type Live } from './live.ts';
import { mailboxRoutes } from './mailbox-routes.ts';
import { pageRoutes } from './page-routes.ts';
import { pictureRoutes } from './picture-routes.ts';
import { discordRequests, sandboxRequests, slackRequests } from './requests.ts';
import { createSandboxActions } from './sandbox-actions.ts';
import { sandboxSnapshot } from './sandbox-snapshot.ts';
import { createSlackActions } from './slack-actions.ts';
import { slackSnapshot } from './slack-snapshot.ts';
import type { StandIns } from './stand-ins.ts';

export interface PlaygroundOptions extends StandIns {
  port: number;
  /** Other pages worth opening: the web page, the queues. */
  links?: Array<{ label: string; url: string }>;
}

/** Discord and Slack in the browser, side by side, for the people of this process's stand-ins. */
export async function start(options: PlaygroundOptions): Promise<{ url: string; close(): Promise<void> }> {
  const { discord, slack, port, links = [] } = options;
  const live = createLive();
  const notices = createNotices(discord, () => live.tell('discord'));
  const stops = [
    notices.stop,
    discord.people.subscribe(() => live.tell('discord')),
    slack.people.subscribe(() => live.tell('slack')),
    live.close,
  ];
  const pages = await pageRoutes();
  const api = apiRoutes(options, { live, notices, links });
  const { url, close } = await serve({
    routes: guarded({ ...pages, ...api, ...pictureRoutes(discord, slack), ...mailboxRoutes(options.mail) }),
    error: (status, _request, cause) => errorAnswer(status, cause),
    rateLimit: () => errorAnswer(429),
    faults: createFaults(),
    clock: createClock(),
    calls: forgetful(),
    port,
  }).catch((error: NodeJS.ErrnoException) => {
    throw busyPort(error, port);
  });
  return {
    url,
    async close() {
      for (const stop of stops) stop();
      await close();
    },
  };
}

function apiRoutes(
  standIns: StandIns,
  {
    live,
    notices,
    links,
  }: { live: Live; notices: ReturnType<typeof createNotices>; links: NonNullable<PlaygroundOptions['links']> },
): Routes {
  const { discord, slack } = standIns;
  const closedDms = new Set<string>();
  const forget = () => {
    notices.clear();
    closedDms.clear();
    live.tell('discord');
    live.tell('slack');
  };
  const noStore = { 'cache-control': 'no-store' };
  return {
    'GET /events': () => live.stream(),
    'GET /api/discord': ({ query }) => ({
      headers: noStore,
      body: discordSnapshot(discord, notices, { user: query.get('user'), channel: query.get('channel') }),
    }),
    'GET /api/slack': ({ query }) => ({
      headers: noStore,
      body: slackSnapshot(slack, {
        user: query.get('user'),
        team: query.get('team'),
        channel: query.get('channel'),
        thread: query.get('thread'),
      }),
    }),
    'GET /api/sandbox': () => ({ headers: noStore, body: sandboxSnapshot(standIns, links, closedDms) }),
    ...actionRoutes('/api/discord', discordRequests, createDiscordActions(discord, notices, closedDms)),
    ...actionRoutes('/api/slack', slackRequests, createSlackActions(slack)),
    ...telling(live, actionRoutes('/api/sandbox', sandboxRequests, createSandboxActions(standIns, forget))),
  };
}

/** Shows moving the clock or adding a fault in every open page. */
function telling(live: Live, routes: Routes): Routes {
  return Object.fromEntries(
    Object.entries(routes).map(([route, handler]) => [
      route,
      async (request) => {
        const answer = await handler(request);
        for (const panel of ['sandbox', 'discord', 'slack'] as const) live.tell(panel);
        return answer;
      },
    ]),
  );
}

/** Stand-ins record their calls for tests; here nobody reads them, and uploads are large. */
function forgetful(): Call[] {
  const calls: Call[] = [];
  calls.push = () => 0;
  return calls;
}

function busyPort(error: NodeJS.ErrnoException, port: number): Error {
  if (error.code !== 'EADDRINUSE') return error;
  return new Error(
    `Port ${port} is in use by another program. Stop that program, or choose another port with SANDBOX_PORT.`,
  );
}
