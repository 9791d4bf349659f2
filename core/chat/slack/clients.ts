import { LogLevel, type Logger as SlackLogger, WebClient, type WebClientOptions } from '@slack/web-api';
import type { Logger } from '../../log.ts';
import type { Metrics } from '../../metrics/metrics.ts';
import { withoutChatIds } from '../../safe-error.ts';
import { isDeadToken, isOurToken, isRemoval, slackError } from './errors.ts';
import { patientFetch } from './patient-fetch.ts';
import type { SlackTokens } from './tokens.ts';

/** Calls Slack with the bot's client for a team; undefined if UPixel is not installed there. */
export type WithClient = <T>(teamId: string, call: (client: WebClient) => Promise<T>) => Promise<T | undefined>;

/** Slack rejects this token because the team removed UPixel; an install with another token is unaffected. */
export type WhenRemoved = (teamId: string, token: string) => Promise<void>;

const mostClients = 1_000;

/** Slack's own client, which also reports every failed call, whoever catches the error. */
class InstalledClient extends WebClient {
  readonly #failed: (error: unknown) => Promise<void>;

  constructor(token: string, options: WebClientOptions, failed: (error: unknown) => Promise<void>) {
    super(token, options);
    this.#failed = failed;
  }

  override async apiCall(...call: Parameters<WebClient['apiCall']>): ReturnType<WebClient['apiCall']> {
    try {
      return await super.apiCall(...call);
    } catch (error) {
      await this.#failed(error);
      throw error;
    }
  }
}

/** One Web API client per token. `removed` is called if Slack says, for this token, that the team removed us. */
export function createSlackClients(
  deps: { tokens: SlackTokens; log: Logger; metrics?: Metrics; removed?: WhenRemoved },
  settings: { apiUrl: string },
): WithClient {
  const clients = new Map<string, WebClient>();
  const clientFor = (token: string, teamId: string): WebClient => {
    const client =
      clients.get(token) ??
      new InstalledClient(
        token,
        {
          slackApiUrl: settings.apiUrl,
          fetch: patientFetch,
          retryConfig: { retries: 0 },
          rejectRateLimitedCalls: true,
          timeout: 5_000,
          logger: slackLogger(deps.log),
        },
        async (error) => {
          deps.metrics?.count('vendorErrors', { vendor: 'slack', code: slackError(error) ?? 'unreachable' });
          if (isOurToken(error)) deps.metrics?.count('operatorNeeded', { cause: 'slack_token' });
          if (!isRemoval(error)) return;
          await deps.removed?.(teamId, token).catch((err: unknown) => deps.log.warn({ err }, 'a removal waits'));
        },
      );
    if (clients.size >= mostClients) clients.clear();
    clients.set(token, client);
    return client;
  };
  return async (teamId, call) => {
    const token = await deps.tokens.tokenFor(teamId);
    if (token === undefined) return undefined;
    try {
      return await call(clientFor(token, teamId));
    } catch (error) {
      if (!isDeadToken(error)) throw error;
      // The team may have reinstalled while we still had the previous token.
      deps.tokens.forget(teamId);
      clients.delete(token);
      const fresh = await deps.tokens.tokenFor(teamId);
      if (fresh === undefined) return undefined;
      if (fresh !== token) return call(clientFor(fresh, teamId));
      if (isRemoval(error)) return undefined;
      throw error;
    }
  };
}

/** The libraries' own messages from level warn up; at lower levels they would log whole messages. */
export function slackLogger(log: Logger): SlackLogger {
  const say = (level: 'warn' | 'error') => (first: unknown) =>
    log[level]({ slack: withoutChatIds(String(first)).slice(0, 300) }, 'slack');
  return {
    debug() {},
    info() {},
    warn: say('warn'),
    error: say('error'),
    setLevel() {},
    getLevel: () => LogLevel.WARN,
    setName() {},
  };
}
