import { createHmac } from 'node:crypto';
import { ExpressReceiver, type Installation, type InstallationStore, SocketModeReceiver } from '@slack/bolt';
import type { Express } from 'express';
import { slackLogger } from '#core/chat/slack/clients.ts';
import { saveSlackInstall } from '#core/chat/slack/installs.ts';
import type { Deps } from '#core/deps.ts';
import { OrganizationInstall, showInstallFailure } from './install-failure.ts';
import { installPath } from './installed.ts';
import { scopesAsked } from './manifest.ts';
import { objectBody } from './object-body.ts';
import { welcomeInstaller } from './welcome.ts';

type ReceiverDeps = Pick<Deps, 'config' | 'db' | 'keys' | 'seal' | 'slack' | 'slackTokens' | 'log'>;

/** Somebody waits for the result, or tries again: the library would retry for half an hour. */
const prompt = { timeout: 5_000, retryConfig: { retries: 0 } };

/** `/slack/events` on our Express app, where Slack posts; and the install pages, if any workspace may install. */
export function httpReceiver(deps: ReceiverDeps, app: Express, options: { events: boolean }): ExpressReceiver {
  const { slack } = deps.config;
  if (options.events) app.post('/slack/events', objectBody);
  return new ExpressReceiver({
    app,
    signingSecret: slack.signingSecret,
    endpoints: options.events ? { events: '/slack/events' } : {},
    logger: slackLogger(deps.log),
    customPropertiesExtractor: ({ headers }) => ({ installUrl: installUrl(deps, headers.host) }),
    ...installs(deps),
  });
}

/** Slack reaches us by the same address that people install at. */
const installUrl = ({ config }: Pick<Deps, 'config'>, host: string | undefined) =>
  host === undefined ? undefined : `${config.production ? 'https' : 'http'}://${host}${installPath}`;

export function socketReceiver(deps: ReceiverDeps, appToken: string): SocketModeReceiver {
  return new SocketModeReceiver({
    appToken,
    logger: slackLogger(deps.log),
    // socket.ts reconnects instead.
    autoReconnectEnabled: false,
    installerOptions: { clientOptions: { slackApiUrl: deps.config.slack.apiUrl, ...prompt } },
  });
}

/** With SLACK_BOT_TOKEN there is one workspace, and nothing to install. */
function installs(deps: ReceiverDeps) {
  const { slack, encryptionKey, botsPort, production } = deps.config;
  if (slack.botToken !== undefined || slack.clientId === undefined || slack.clientSecret === undefined) return {};
  const redirectUriPath = '/slack/oauth_redirect';
  return {
    clientId: slack.clientId,
    clientSecret: slack.clientSecret,
    stateSecret: createHmac('sha256', encryptionKey).update('slack install state').digest('hex'),
    scopes: scopesAsked(slack),
    installationStore: installationStore(deps),
    // In production Slack redirects to the address in the app's manifest.
    ...(production ? {} : { redirectUri: `http://127.0.0.1:${botsPort}${redirectUriPath}` }),
    installerOptions: {
      directInstall: true,
      redirectUriPath,
      installPath,
      callbackOptions: { failure: showInstallFailure },
      clientOptions: { slackApiUrl: slack.apiUrl, ...prompt },
      authorizationUrl: new URL('../oauth/v2/authorize', slack.apiUrl).href,
    },
  };
}

function installationStore(deps: ReceiverDeps): InstallationStore {
  return {
    async storeInstallation(installation) {
      const { team, bot } = installation;
      if (!team || !bot) throw new OrganizationInstall();
      const { workspaceId } = await saveSlackInstall(deps, {
        teamId: team.id,
        name: team.name ?? '',
        botToken: bot.token,
        botUserId: bot.userId,
        scopes: bot.scopes,
      });
      deps.log.info({ workspaceId }, 'slack installed us');
      await welcomeInstaller(deps, { workspaceId, teamId: team.id, userId: installation.user.id });
    },
    // Bolt asks before every request, and uses the result for its own client only, which we do not use: our messenger finds the tokens. So nothing is
    // looked up before the acknowledgement.
    async fetchInstallation({ teamId = '' }): Promise<Installation<'v1' | 'v2', false>> {
      return { team: { id: teamId }, enterprise: undefined, user: { id: '', token: undefined, scopes: undefined } };
    },
  };
}
