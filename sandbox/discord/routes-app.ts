import type { Request } from '#sandbox/kit/serve.ts';
import { applicationJson } from './application-json.ts';
import { fail } from './errors.ts';
import { channelJson, guildJson, memberJson, rolesJson } from './guild-json.ts';
import { setInteractionsEndpoint } from './interactions-endpoint.ts';
import { payloadOf } from './message-body.ts';
import type { PersonAnswers } from './oauth-person.ts';
import type { Guild, State } from './state.ts';
import type { DiscordRoutes } from './wire.ts';
import { bot, channelType } from './world.ts';

/** The app, its guilds, and the person who signed in with it. */
export function appRoutes(state: State, person: PersonAnswers): DiscordRoutes {
  const guildOf = (request: Request): Guild => {
    const guild = state.guilds.get(request.params.guildId ?? '');
    return guild?.botIsMember ? guild : fail('unknownGuild');
  };
  return {
    'GET /gateway': { isOpen: true, handle: () => ({ body: { url: state.address.gatewayUrl } }) },
    'GET /gateway/bot': {
      handle: () => ({
        body: {
          url: state.address.gatewayUrl,
          shards: state.sessionStarts.rules.shards,
          session_start_limit: state.sessionStarts.limit(),
        },
      }),
    },
    'GET /users/@me': {
      handle: () => ({ body: { ...bot, mfa_enabled: true, locale: 'en-US', verified: true } }),
      bearer: person.user,
    },
    'GET /oauth2/@me': { handle: () => fail('unauthorized'), bearer: person.authorization },
    'GET /users/@me/guilds': {
      // At most 200, ordered by id. https://discord.com/developers/docs/resources/user#get-current-user-guilds
      handle: ({ query }) => ({
        body: [...state.guilds.values()]
          .filter(({ botIsMember }) => botIsMember)
          .sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1))
          .filter(({ id }) => BigInt(id) > BigInt(query.get('after') ?? 0))
          .slice(0, Math.min(200, Number(query.get('limit') ?? 200)))
          .map(({ id, name }) => ({
            id,
            name,
            icon: null,
            banner: null,
            owner: false,
            permissions: '0',
            features: [],
          })),
      }),
    },
    'GET /users/:userId': {
      handle: ({ params }) => ({ body: state.users.get(params.userId ?? '') ?? fail('unknownUser') }),
    },
    'GET /applications/@me': { handle: () => ({ body: applicationJson(state) }) },
    'PATCH /applications/@me': {
      async handle(request) {
        const { interactions_endpoint_url: url, ...rest } = payloadOf(request);
        const [other] = Object.keys(rest);
        if (other !== undefined) throw new Error(`The stand-in does not change an application's ${other}.`);
        if (url === null || typeof url === 'string') await setInteractionsEndpoint(state, url || null);
        return { body: applicationJson(state) };
      },
    },
    'GET /oauth2/applications/@me': { handle: () => ({ body: applicationJson(state) }) },
    'GET /guilds/:guildId': { major: 'guildId', handle: (request) => ({ body: guildJson(guildOf(request)) }) },
    'GET /guilds/:guildId/channels': {
      major: 'guildId',
      handle: (request) => ({
        // Without threads.
        body: guildOf(request)
          .channelIds.flatMap((id) => state.channels.get(id) ?? [])
          .filter(({ type }) => type !== channelType.thread)
          .map((channel) => channelJson(state, channel)),
      }),
    },
    'GET /guilds/:guildId/roles': { major: 'guildId', handle: (request) => ({ body: rolesJson(guildOf(request)) }) },
    'GET /guilds/:guildId/members': {
      major: 'guildId',
      // Listing all members needs the privileged GUILD_MEMBERS intent, which this app does not have.
      handle: (request) => fail(guildOf(request) && 'missingAccess'),
    },
    'GET /guilds/:guildId/members/:userId': {
      major: 'guildId',
      handle(request) {
        const guild = guildOf(request);
        const user = state.users.get(request.params.userId ?? '') ?? fail('unknownMember');
        return { body: memberJson(guild, user) };
      },
    },
  };
}
