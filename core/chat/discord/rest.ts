import { DiscordAPIError, HTTPError, REST } from '@discordjs/rest';

export interface DiscordRest {
  /** With the bot's token: channel messages, commands. Discord allows 50 requests a second over all of them. */
  bot: REST;
  /** Interaction callbacks and webhooks, which Discord exempts from that limit and answers without a token. */
  interactions: REST;
  /** The first answer to an interaction: within a second or not at all, and nothing is repeated unasked. */
  acknowledgements: REST;
}

/**
 * Separate clients, because the library holds every request to the bot's own 50 a second, interaction replies included,
 * though Discord does not count those: under load that alone cost 700 ms a reply. A 429 is obeyed by both.
 */
export function createDiscordRest(settings: { apiUrl: string; token: string }): DiscordRest {
  const options = { version: '10', api: settings.apiUrl, timeout: 15_000, retries: 1 };
  // The library keeps what it knows of a token for an hour; at a thousand interactions a minute that would be all its memory.
  const exempt = { ...options, globalRequestsPerSecond: 10_000, handlerSweepInterval: 30_000 };
  return {
    bot: new REST(options).setToken(settings.token),
    interactions: new REST(exempt),
    // Whoever waits 3 s for it needs to know what became of each try; a repeated one that was taken the first time looks refused.
    acknowledgements: new REST({ ...exempt, retries: 0, timeout: 1_000, rejectOnRateLimit: () => true }),
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
