import type { AddressInfo } from 'node:net';
import { App, type AppOptions, type Logger, LogLevel } from '@slack/bolt';
import { WebClient, type WebClientOptions } from '@slack/web-api';
import { type SlackOptions, type SlackStandIn, start } from './start.ts';

/** A stand-in with the stock Bolt app, set up as a product would run it. */
export async function startWithApp(
  register: (app: App) => void,
  options: { stand?: SlackOptions; app?: (slack: SlackStandIn) => AppOptions } = {},
): Promise<{ slack: SlackStandIn; app: App; guild: Guild; close(): Promise<void> }> {
  const slack = await start(options.stand);
  slack.people.setCommands([{ command: '/imagine', description: 'Make an image', usageHint: 'a prompt' }]);
  const guild = guildOf(slack);
  const app = new App({
    token: guild.botToken,
    signingSecret: slack.signingSecret,
    clientOptions: { slackApiUrl: slack.apiUrl },
    logger: silent,
    ...options.app?.(slack),
  });
  register(app);
  const server = await app.start(0);
  if ('address' in server)
    slack.setEventsUrl(`http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`);
  return {
    slack,
    app,
    guild,
    async close() {
      await app.stop();
      await slack.close();
    },
  };
}

/** Refusals are the subject of these tests; the clients need not print them. */
export const silent: Logger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
};

export interface Guild {
  teamId: string;
  botToken: string;
  botUserId: string;
  ada: string;
  grace: string;
  general: string;
  art: string;
  random: string;
  secret: string;
}

/** A workspace's ids by name; of the first workspace unless another is requested. */
export function guildOf(slack: SlackStandIn, index = 0): Guild {
  const workspace = slack.workspaces[index];
  const seen = slack.people.workspaces[index];
  if (!workspace || !seen) throw new Error(`There is no workspace ${index}.`);
  const user = (name: string) => found(seen.users, name).id;
  const channel = (name: string) => found(seen.channels, name).id;
  return {
    teamId: workspace.teamId,
    botToken: workspace.botToken,
    botUserId: workspace.botUserId,
    ada: user('ada'),
    grace: user('grace'),
    general: channel('general'),
    art: channel('art'),
    random: channel('random'),
    secret: channel('secret-lab'),
  };
}

export function clientOf(slack: SlackStandIn, token: string, options: WebClientOptions = {}): WebClient {
  return new WebClient(token, { slackApiUrl: slack.apiUrl, logger: silent, ...options });
}

/** Slack's error code; fails if the call succeeded. */
export async function refusal(call: Promise<unknown>): Promise<string> {
  const cause = await call.then(
    () => undefined,
    (thrown: unknown) => thrown as { data?: { error?: string }; message: string },
  );
  if (!cause) throw new Error('Slack took the call, though it should have refused it.');
  return cause.data?.error ?? cause.message;
}

function found<T extends { name: string }>(list: readonly T[], name: string): T {
  const hit = list.find((each) => each.name === name);
  if (!hit) throw new Error(`There is no ${name}.`);
  return hit;
}

/** A PNG with a correct header, which is all that Slack reads. */
export function png(width: number, height: number): Buffer {
  const bytes = Buffer.alloc(64);
  bytes.write('\x89PNG\r\n\x1a\n', 'latin1');
  bytes.writeUInt32BE(13, 8);
  bytes.write('IHDR', 12, 'latin1');
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
}
