import { type Clock, createClock } from '#sandbox/kit/clock.ts';
import { createFaults } from '#sandbox/kit/faults.ts';
import { serve } from '#sandbox/kit/serve.ts';
import type { Call, StandIn } from '#sandbox/kit/stand-in.ts';
import { createPeople } from './create-people.ts';
import { attachGateway } from './gateway.ts';
import { isEndpointSafe, setInteractionsEndpoint } from './interactions-endpoint.ts';
import { oauthRoutes } from './oauth.ts';
import { createGrants } from './oauth-grants.ts';
import { createPersonAnswers } from './oauth-person.ts';
import type { DiscordPeople } from './people.ts';
import { createRateLimits, tooMany } from './rate-limits.ts';
import { appRoutes } from './routes-app.ts';
import { cdnRoutes } from './routes-cdn.ts';
import { channelRoutes } from './routes-channels.ts';
import { commandRoutes } from './routes-commands.ts';
import { interactionRoutes } from './routes-interactions.ts';
import { filesDirectory, keepState } from './saved-state.ts';
import type { ShardingRules } from './session-starts.ts';
import { publicKey } from './signing.ts';
import { createState } from './state.ts';
import { type Exchange, plainError, wire } from './wire.ts';
import { application, clientSecret, token } from './world.ts';

/** What the real gateway sends discord.js at HELLO. */
const HEARTBEAT_INTERVAL_MS = 41_250;

export interface DiscordStandIn extends StandIn {
  /** For DISCORD_API_URL; discord.js appends `/v10`. */
  apiUrl: string;
  token: string;
  applicationId: string;
  clientSecret: string;
  /** For DISCORD_PUBLIC_KEY. */
  publicKey: string;
  /** Posts interactions there instead of through the gateway, once the address passes Discord's checks; null turns that off. */
  setInteractionsEndpoint(url: string | null): Promise<void>;
  /** One of Discord's routine checks; false: the address was removed, and the app's owner notified. */
  checkInteractionsEndpoint(): Promise<boolean>;
  /** May change at any time, without affecting earlier sessions. */
  sharding: ShardingRules;
  people: DiscordPeople;
  /** The latest requests below `/api/v10` with their answers, for checkAgainstSpec. */
  exchanges: Exchange[];
}

export interface StartOptions {
  port?: number;
  /** What callers are told to call, if something stands between, such as a proxy; without a trailing slash. */
  address?: string;
  clock?: Clock;
  /** The rules for starting sessions; by default those of a small app. */
  sharding?: Partial<ShardingRules>;
  /** Channels, commands and attachments are loaded from and saved to this file (bytes in `<stateFile>.files/`). */
  stateFile?: string;
  heartbeatIntervalMs?: number;
}

/** Discord on 127.0.0.1: REST v10, the gateway, attachments, and the people who use it. */
export async function start(options: StartOptions = {}): Promise<DiscordStandIn> {
  const { port, clock = createClock(), stateFile, heartbeatIntervalMs = HEARTBEAT_INTERVAL_MS } = options;
  const faults = createFaults();
  const calls: Call[] = [];
  const exchanges: Exchange[] = [];
  const rateLimits = createRateLimits(clock);
  const state = createState({
    clock,
    faults,
    sharding: options.sharding,
    ...(stateFile === undefined ? {} : { directory: filesDirectory(stateFile) }),
  });
  const saving = stateFile === undefined ? undefined : keepState(state, stateFile);
  const grants = createGrants(clock);
  const api = {
    ...appRoutes(state, createPersonAnswers(state, grants)),
    ...commandRoutes(state),
    ...channelRoutes(state),
    ...interactionRoutes(state),
  };
  const {
    server,
    url: own,
    close,
  } = await serve({
    routes: {
      ...wire(api, { rateLimits, exchanges, calls }),
      ...oauthRoutes(state, grants),
      ...cdnRoutes(state),
    },
    error: (status, _request, cause) => plainError(status, cause),
    rateLimit: (retryAfterS) => tooMany(retryAfterS * 1000, 'user').answer(),
    faults,
    clock,
    calls,
    ...(port === undefined ? {} : { port }),
  });
  const url = options.address ?? own;
  state.address = { url, gatewayUrl: `${url.replace('http', 'ws')}/gateway` };
  const gateway = attachGateway(server, state, heartbeatIntervalMs);

  return {
    url,
    apiUrl: `${url}/api`,
    token,
    applicationId: application.id,
    clientSecret,
    publicKey,
    setInteractionsEndpoint: (to) => setInteractionsEndpoint(state, to),
    async checkInteractionsEndpoint() {
      const address = state.interactionsEndpointUrl;
      const safe = address === null || (await isEndpointSafe(state, address));
      if (!safe) state.interactionsEndpointUrl = null;
      return safe;
    },
    sharding: state.sessionStarts.rules,
    people: createPeople(state, gateway),
    calls,
    exchanges,
    faults,
    clock,
    reset() {
      state.reset();
      rateLimits.reset();
      grants.reset();
      faults.clear();
      calls.length = 0;
      exchanges.length = 0;
    },
    async close() {
      gateway.close();
      await close();
      // A clock that was passed in may still be in use.
      if (!options.clock) clock.stop();
      saving?.close();
      await state.files.close();
    },
  };
}
