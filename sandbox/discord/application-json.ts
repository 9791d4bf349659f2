import type { Json } from './json.ts';
import type { State } from './state.ts';
import { application, bot, users } from './world.ts';

/** https://discord.com/developers/docs/resources/application#application-object */
export function applicationJson(state: State): Json {
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
    interactions_endpoint_url: state.interactionsEndpointUrl,
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
