import type { Request } from '#sandbox/kit/serve.ts';
import { fail } from './errors.ts';
import { channelJson, guildJson, memberJson, rolesJson } from './guild-json.ts';
import type { Json } from './json.ts';
import type { Guild, State } from './state.ts';
import type { DiscordRoutes } from './wire.ts';
import { application, bot, users } from './world.ts';

/** Who the app is, and the guilds it is in. */
export function appRoutes(state: State): DiscordRoutes {
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
          shards: 1,
          session_start_limit: { total: 1000, remaining: 1000, reset_after: 86_400_000, max_concurrency: 1 },
        },
      }),
    },
    'GET /users/@me': { handle: () => ({ body: { ...bot, mfa_enabled: true, locale: 'en-US', verified: true } }) },
    'GET /users/@me/guilds': {
      handle: () => ({
        body: [...state.guilds.values()]
          .filter(({ botIsMember }) => botIsMember)
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
    'GET /oauth2/applications/@me': { handle: () => ({ body: applicationJson(state) }) },
    'GET /guilds/:guildId': { major: 'guildId', handle: (request) => ({ body: guildJson(guildOf(request)) }) },
    'GET /guilds/:guildId/channels': {
      major: 'guildId',
      handle: (request) => ({
        body: guildOf(request)
          .channelIds.flatMap((id) => state.channels.get(id) ?? [])
          .map((channel) => channelJson(state, channel)),
      }),
    },
    'GET /guilds/:guildId/roles': { major: 'guildId', handle: (request) => ({ body: rolesJson(guildOf(request)) }) },
    'GET /guilds/:guildId/members': {
      major: 'guildId',
      // Listing everyone needs the privileged GUILD_MEMBERS intent, which this app was not given.
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

/** https://discord.com/developers/docs/resources/application#application-object */
function applicationJson(state: State): Json {
  return {
    id: application.id,
    name: application.name,
    description: application.description,
    icon: null,
    type: null,
    flags: 0,
    flags_new: '0',
    bot,
    owner: users[0],
    team: null,
    bot_public: true,
    bot_require_code_grant: false,
    verify_key: application.verifyKey,
    redirect_uris: [],
    interactions_endpoint_url: null,
    role_connections_verification_url: null,
    approximate_guild_count: [...state.guilds.values()].filter(({ botIsMember }) => botIsMember).length,
    approximate_user_install_count: 0,
    approximate_user_authorization_count: 0,
    explicit_content_filter: 0,
    event_webhooks_url: null,
    event_webhooks_status: 1,
    event_webhooks_types: [],
    integration_types_config: {
      0: { oauth2_install_params: { scopes: ['applications.commands', 'bot'], permissions: '0' } },
      1: {},
    },
    eligible_oauth2_scopes: [],
    max_participants: null,
  };
}
