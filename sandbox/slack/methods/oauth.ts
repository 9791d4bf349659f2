import type { Request } from '#sandbox/kit/serve.ts';
import { SlackError } from '../errors.ts';
import { LIMITS } from '../limits.ts';
import { APP } from '../slack.ts';
import { install } from '../state.ts';
import { APP_ID } from '../world.ts';
import { type Methods, text } from './call.ts';

export const oauth: Methods = {
  'oauth.v2.access': {
    token: 'none',
    scopes: [],
    run({ slack, args }) {
      if (text(args, 'client_id') !== APP.clientId) throw new SlackError('invalid_client_id');
      if (text(args, 'client_secret') !== APP.clientSecret) throw new SlackError('bad_client_secret');
      const code = slack.state.oauthCodes.get(text(args, 'code'));
      if (!code) throw new SlackError('invalid_code');
      if (code.used) throw new SlackError('code_already_used');
      if (slack.state.clock.now() - code.atMs > LIMITS.oauthCodeMs) throw new SlackError('code_expired');
      if (args.redirect_uri !== undefined && text(args, 'redirect_uri') !== code.redirectUri) {
        throw new SlackError('bad_redirect_uri');
      }
      const team = slack.state.teams.get(code.teamId);
      if (!team) throw new SlackError('invalid_code');
      code.used = true;
      const token = install(slack.state, team, code.scopes);
      return {
        app_id: APP_ID,
        authed_user: { id: code.userId },
        scope: team.scopes.join(','),
        token_type: 'bot',
        access_token: token,
        bot_user_id: team.botUserId,
        team: { id: team.id, name: team.name },
        enterprise: null,
        is_enterprise_install: false,
      };
    },
  },
};

/** Client id and secret may come in the fields or as HTTP basic authentication. */
export function basicCredentials(request: Request): Record<string, string> {
  const encoded = /^Basic (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  if (!encoded) return {};
  const [clientId = '', clientSecret = ''] = Buffer.from(encoded, 'base64').toString().split(':');
  return { client_id: clientId, client_secret: clientSecret };
}
