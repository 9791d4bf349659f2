import { LogLevel, type Logger as SlackLogger, WebClient } from '@slack/web-api';
import type { Logger } from '../../log.ts';
import { isDeadToken, isRemoval } from './errors.ts';
import { patientFetch } from './patient-fetch.ts';
import type { SlackTokens } from './tokens.ts';

/** Runs a call with the bot's client in a team; undefined where UPixel is not installed there. */
export type WithClient = <T>(teamId: string, call: (client: WebClient) => Promise<T>) => Promise<T | undefined>;

/** Slack says that UPixel is no longer in a team, as of a moment: a later install is another matter. */
export type WhenRemoved = (teamId: string, asOf: Date) => Promise<void>;

const mostClients = 1_000;

/** One Web API client per token. */
export function createSlackClients(
  deps: { tokens: SlackTokens; log: Logger; removed?: WhenRemoved },
  settings: { apiUrl: string },
): WithClient {
  const clients = new Map<string, WebClient>();
  const clientFor = (token: string): WebClient => {
    const client =
      clients.get(token) ??
      new WebClient(token, {
        slackApiUrl: settings.apiUrl,
        fetch: patientFetch,
        retryConfig: { retries: 0 },
        rejectRateLimitedCalls: true,
        timeout: 5_000,
        logger: slackLogger(deps.log),
      });
    if (clients.size >= mostClients) clients.clear();
    clients.set(token, client);
    return client;
  };
  return async (teamId, call) => {
    const token = await deps.tokens.tokenFor(teamId);
    if (token === undefined) return undefined;
    try {
      return await call(clientFor(token));
    } catch (error) {
      if (!isDeadToken(error)) throw error;
      // Perhaps the team installed again, and we still had the token of before.
      deps.tokens.forget(teamId);
      clients.delete(token);
      const asOf = new Date();
      const fresh = await deps.tokens.tokenFor(teamId);
      if (fresh === undefined) return undefined;
      if (fresh !== token) return call(clientFor(fresh));
      if (!isRemoval(error)) throw error;
      await deps.removed?.(teamId, asOf);
      return undefined;
    }
  };
}

/** The libraries' own words, as far as they warn; at lower levels they would log whole messages. */
export function slackLogger(log: Logger): SlackLogger {
  const say = (level: 'warn' | 'error') => (first: unknown) =>
    log[level]({ slack: String(first).slice(0, 300) }, 'slack');
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
