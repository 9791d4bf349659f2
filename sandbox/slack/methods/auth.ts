import { emitEvent } from '../events.ts';
import { endInstall } from '../state.ts';
import { APP_ID, APP_NAME } from '../world.ts';
import { flag, type Methods } from './call.ts';

export const auth: Methods = {
  'api.test': { token: 'none', scopes: [], run: ({ args }) => ({ args }) },
  'auth.test': {
    token: 'bot',
    scopes: [],
    run: ({ slack, team }) => ({
      url: `${slack.url()}/${team.domain}/`,
      team: team.name,
      user: APP_NAME.toLowerCase(),
      team_id: team.id,
      user_id: team.botUserId,
      bot_id: team.botId,
      is_enterprise_install: false,
      app_id: APP_ID,
      app_name: APP_NAME,
    }),
  },
  'auth.revoke': {
    token: 'bot',
    scopes: [],
    run({ slack, team, args }) {
      if (flag(args, 'test')) return { revoked: false };
      endInstall(slack.state, team, 'token_revoked');
      // With its last token gone the app counts as uninstalled; the two events come in either order.
      emitEvent(slack, team, { type: 'tokens_revoked', tokens: { oauth: [], bot: [team.botUserId] } });
      emitEvent(slack, team, { type: 'app_uninstalled' });
      return { revoked: true };
    },
  },
};
