import { REST, type RESTOptions } from '@discordjs/rest';
import type { Metrics } from '../../metrics/metrics.ts';
import { sendRequest } from './send-request.ts';

export interface DiscordClients {
  /** With the bot's token: channel messages, commands. Discord allows 50 requests a second over all of them. */
  bot: REST;
  /** Interaction callbacks and webhooks, which Discord exempts from that limit and accepts without a bot token. */
  interactions: REST;
}

export interface DiscordRest extends Pick<DiscordClients, 'bot'> {
  /** The first answer to an interaction: within a second or not at all; never retried unless the caller does so. */
  acknowledgements: REST;
  /** For answers that a person awaits at "thinking…": fails soon, so that there is time for another way. */
  answers: DiscordClients;
  /** For jobs that are retried anyway: a long wait that Discord demands is reported, not sat through. */
  prompt: DiscordClients;
}

/**
 * A lease on a message lasts 6 s (core/generations/limits.ts): a process that has to wait longer must let go, and come back later.
 * A person does not wait longer than that either.
 */
const mostWaitMs = 3_000;

/**
 * Separate clients, because the library counts every request towards the bot's own 50 a second, interaction replies included,
 * though Discord does not count those: under load that alone cost 700 ms a reply. Both obey a 429.
 */
export function createDiscordRest(settings: { apiUrl: string; token: string }, metrics?: Metrics): DiscordRest {
  const makeRequest = metrics ? counting(metrics) : sendRequest;
  const options = { makeRequest, version: '10', api: settings.apiUrl, timeout: 15_000, retries: 1 };
  // The library remembers rate limits per token for an hour; at a thousand interactions a minute that would fill its memory.
  const exempt = { ...options, globalRequestsPerSecond: 10_000, handlerSweepInterval: 30_000 };
  const clients = (more: Partial<RESTOptions>): DiscordClients => ({
    bot: new SteadyREST({ ...options, ...more }).setToken(settings.token),
    interactions: new REST({ ...exempt, ...more }),
  });
  const rejectOnRateLimit: RESTOptions['rejectOnRateLimit'] = ({ retryAfter }) => retryAfter > mostWaitMs;
  return {
    bot: clients({}).bot,
    // The caller has 3 s and must know the outcome of each attempt; repeating one that had succeeded looks like a refusal.
    acknowledgements: new REST({ ...exempt, retries: 0, timeout: 1_000, rejectOnRateLimit: () => true }),
    answers: clients({ timeout: 5_000, rejectOnRateLimit }),
    prompt: clients({ rejectOnRateLimit }),
  };
}

/**
 * After one 401 the library forgets its token, and every later request of the process fails without being sent. But a 401 may be Discord's
 * own mistake, and pass.
 */
class SteadyREST extends REST {
  override setToken(token: string | null): this {
    return token === null ? this : super.setToken(token);
  }
}

/** Counts refusals by Discord, and requests that do not reach it. */
function counting(metrics: Metrics): RESTOptions['makeRequest'] {
  const failed = (code: string) => metrics.count('vendorErrors', { vendor: 'discord', code });
  return async (url, init) => {
    try {
      const response = await sendRequest(url, init);
      if (response.status >= 400) failed(String(response.status));
      const withToken = new Headers(init.headers as ConstructorParameters<typeof Headers>[0]).has('authorization');
      if (response.status === 401 && withToken) metrics.count('operatorNeeded', { cause: 'discord_token' });
      return response;
    } catch (error) {
      failed('unreachable');
      throw error;
    }
  };
}
