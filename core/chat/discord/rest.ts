import { DefaultRestOptions, REST, type RESTOptions } from '@discordjs/rest';
import type { Metrics } from '../../metrics/metrics.ts';

export interface DiscordClients {
  /** With the bot's token: channel messages, commands. Discord allows 50 requests a second over all of them. */
  bot: REST;
  /** Interaction callbacks and webhooks, which Discord exempts from that limit and answers without a token. */
  interactions: REST;
}

export interface DiscordRest extends Pick<DiscordClients, 'bot'> {
  /** The first answer to an interaction: within a second or not at all, and nothing is repeated unasked. */
  acknowledgements: REST;
  /** What a person looks at "thinking…" for: soon known to have failed, so that there is time for another way. */
  answers: DiscordClients;
  /** For work that comes again by itself: a long wait that Discord asks for is told of, and not sat through. */
  prompt: DiscordClients;
}

/**
 * A lease on a message lasts 6 s (core/generations/limits.ts): whoever waits longer must let go, and come back later. A person
 * waits no longer than that for anything.
 */
const mostWaitMs = 3_000;

/**
 * Separate clients, because the library holds every request to the bot's own 50 a second, interaction replies included,
 * though Discord does not count those: under load that alone cost 700 ms a reply. A 429 is obeyed by both.
 */
export function createDiscordRest(settings: { apiUrl: string; token: string }, metrics?: Metrics): DiscordRest {
  const makeRequest = metrics ? counting(metrics) : DefaultRestOptions.makeRequest;
  const options = { makeRequest, version: '10', api: settings.apiUrl, timeout: 15_000, retries: 1 };
  // The library keeps what it knows of a token for an hour; at a thousand interactions a minute that would be all its memory.
  const exempt = { ...options, globalRequestsPerSecond: 10_000, handlerSweepInterval: 30_000 };
  const clients = (more: Partial<RESTOptions>): DiscordClients => ({
    bot: new SteadyREST({ ...options, ...more }).setToken(settings.token),
    interactions: new REST({ ...exempt, ...more }),
  });
  const rejectOnRateLimit: RESTOptions['rejectOnRateLimit'] = ({ retryAfter }) => retryAfter > mostWaitMs;
  return {
    bot: clients({}).bot,
    // Whoever waits 3 s for it needs to know what became of each try; a repeated one that was taken the first time looks refused.
    acknowledgements: new REST({ ...exempt, retries: 0, timeout: 1_000, rejectOnRateLimit: () => true }),
    answers: clients({ timeout: 5_000, rejectOnRateLimit }),
    prompt: clients({ rejectOnRateLimit }),
  };
}

/**
 * After one 401 the library forgets its token, and every later request of the process fails without being sent. A 401 may be Discord's own
 * mistake, and pass.
 */
class SteadyREST extends REST {
  override setToken(token: string | null): this {
    return token === null ? this : super.setToken(token);
  }
}

/** What Discord says no to is counted, and what does not reach it. */
function counting(metrics: Metrics): RESTOptions['makeRequest'] {
  const failed = (code: string) => metrics.count('vendorErrors', { vendor: 'discord', code });
  return async (url, init) => {
    try {
      const response = await DefaultRestOptions.makeRequest(url, init);
      if (response.status >= 400) failed(String(response.status));
      const withToken = new Headers(init.headers as HeadersInit).has('authorization');
      if (response.status === 401 && withToken) metrics.count('operatorNeeded', { cause: 'discord_token' });
      return response;
    } catch (error) {
      failed('unreachable');
      throw error;
    }
  };
}
