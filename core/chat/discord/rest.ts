import { DiscordAPIError, HTTPError, REST } from '@discordjs/rest';

export interface DiscordRest {
  /** With the bot's token: channel messages, commands. Discord allows 50 requests a second over all of them. */
  bot: REST;
  /** Interaction callbacks and webhooks, which Discord exempts from that limit and answers without a token. */
  interactions: REST;
}

/**
 * Two clients, because the library holds every request to the bot's own 50 a second, interaction replies included,
 * though Discord does not count those: under load that alone cost 700 ms a reply. A 429 is obeyed by both.
 */
export function createDiscordRest(settings: { apiUrl: string; token: string }): DiscordRest {
  const options = { version: '10', api: settings.apiUrl, timeout: 15_000, retries: 1 };
  return {
    bot: new REST(options).setToken(settings.token),
    // The library keeps what it knows of a token for an hour; at a thousand interactions a minute that would be all its memory.
    interactions: new REST({ ...options, globalRequestsPerSecond: 10_000, handlerSweepInterval: 30_000 }),
  };
}

/** Discord says that this way is closed for good, so that the next rung of the ladder is to be tried. */
export function isClosed(error: unknown): boolean {
  if (error instanceof DiscordAPIError)
    return error.status === 401 || error.status === 403 || error.status === 404 || closedCodes.has(Number(error.code));
  return error instanceof HTTPError && (error.status === 401 || error.status === 403 || error.status === 404);
}

const closedCodes = new Set([
  10008, // Unknown Message
  10015, // Unknown Webhook: the interaction's token ran out
  10062, // Unknown interaction
  50001, // Missing Access
  50007, // Cannot send messages to this user
  50013, // Missing Permissions
  50027, // Invalid Webhook Token
  30046, // Too many edits to messages older than an hour
]);
