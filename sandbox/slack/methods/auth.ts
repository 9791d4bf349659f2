import { emitEvent } from '../events.ts';
import { endInstall } from '../state.ts';
import { APP_ID, APP_NAME } from '../world.ts';
import { flag, type Methods } from './call.ts';

export const auth: Methods = {
  'api.test': { token: 'none', scopes: [], run: ({ args }) => ({ args }) },
  'auth.test': {
    token: 'workspace',
    scopes: [],
    run: ({ slack, team, person }) => ({
      url: `${slack.url()}/${team.domain}/`,
      team: team.name,
      user: person ? team.users.get(person.userId)?.name : APP_NAME.toLowerCase(),
      team_id: team.id,
      user_id: person?.userId ?? team.botUserId,
      ...(!person && { bot_id: team.botId }),
      is_enterprise_install: false,
      ...(!person && { app_id: APP_ID, app_name: APP_NAME }),
    }),
  },
  'auth.revoke': {
    token: 'workspace',
    scopes: [],
    run({ slack, team, token, person, args }) {
      if (flag(args, 'test')) return { revoked: false };
      if (person) {
        const record = slack.state.tokens.get(token);
        if (record) record.dead = 'token_revoked';
        emitEvent(slack, team, { type: 'tokens_revoked', tokens: { oauth: [person.userId], bot: [] } });
        return { revoked: true };
      }
      endInstall(slack.state, team, 'token_revoked');
      // Without its last token the app counts as uninstalled; the two events come in either order.
      emitEvent(slack, team, { type: 'tokens_revoked', tokens: { oauth: [], bot: [team.botUserId] } });
      emitEvent(slack, team, { type: 'app_uninstalled' });
      return { revoked: true };
    },
  },
};
