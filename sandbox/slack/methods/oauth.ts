import { SlackError } from '../errors.ts';
import { randomHex } from '../ids.ts';
import { LIMITS } from '../limits.ts';
import { APP, type Slack } from '../slack.ts';
import { install, type OAuthCode } from '../state.ts';
import { APP_ID } from '../world.ts';
import { type MethodCall, type Methods, text } from './call.ts';

export const oauth: Methods = {
  'oauth.v2.access': {
    token: 'none',
    scopes: [],
    run(call) {
      const { slack, args } = call;
      requireClient(call);
      const code = codeOf(call, 'install');
      if (code.used) throw new SlackError('code_already_used');
      if (isTooOld(call, code)) throw new SlackError('code_expired');
      if (args.redirect_uri !== undefined && text(args, 'redirect_uri') !== code.redirectUri) {
        throw new SlackError('bad_redirect_uri');
      }
      const team = slack.state.teams.get(code.teamId);
      if (!team) throw new SlackError('invalid_code');
      code.used = true;
      if (code.enterpriseId) return organizationInstall(slack, code);
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

/** The answer for a whole organization has no team. Here, its token is valid as that of the workspace it was chosen in. */
function organizationInstall({ state }: Slack, { userId, scopes, teamId, enterpriseId }: OAuthCode) {
  const token = `xoxb-${enterpriseId}-${randomHex(12)}`;
  state.tokens.set(token, { kind: 'bot', teamId });
  return {
    app_id: APP_ID,
    authed_user: { id: userId },
    scope: scopes.join(','),
    token_type: 'bot',
    access_token: token,
    bot_user_id: 'W0UPXLB0T',
    team: null,
    enterprise: { id: enterpriseId, name: enterpriseId },
    is_enterprise_install: true,
  };
}

/** The app's id and secret, in the fields or by HTTP basic authentication. */
export function requireClient({ args }: MethodCall) {
  if (text(args, 'client_id') !== APP.clientId) throw new SlackError('invalid_client_id');
  if (text(args, 'client_secret') !== APP.clientSecret) throw new SlackError('bad_client_secret');
}

/** The code of this request; each of the two pages has its own method. */
export function codeOf({ slack, args }: MethodCall, page: OAuthCode['page']): OAuthCode {
  const code = slack.state.oauthCodes.get(text(args, 'code'));
  if (!code) throw new SlackError('invalid_code');
  if (code.page !== page) throw new SlackError('oauth_authorization_url_mismatch');
  return code;
}

export const isTooOld = ({ slack }: MethodCall, { atMs }: OAuthCode): boolean =>
  slack.state.clock.now() - atMs >= LIMITS.oauthCodeMs;
