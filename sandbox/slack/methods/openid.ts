import { challengeOf } from '#sandbox/kit/code-challenge.ts';
import { SlackError } from '../errors.ts';
import { randomHex } from '../ids.ts';
import { claimsOf, signedIdToken } from '../openid-claims.ts';
import type { OAuthCode } from '../state.ts';
import { type MethodCall, type Methods, text } from './call.ts';
import { codeOf, isTooOld, requireClient } from './oauth.ts';

/**
 * https://docs.slack.dev/reference/methods/openid.connect.token and https://docs.slack.dev/reference/methods/openid.connect.userInfo.
 * This app's tokens do not rotate, so they last, and there are no refresh tokens.
 */
export const openId: Methods = {
  'openid.connect.token': {
    token: 'none',
    scopes: [],
    run(call) {
      const { slack, args } = call;
      requireClient(call);
      const grantType = text(args, 'grant_type') || 'authorization_code';
      if (grantType === 'refresh_token') throw new SlackError('invalid_refresh_token');
      if (grantType !== 'authorization_code') throw new SlackError('invalid_grant_type');
      const code = redeemed(call);
      const accessToken = `xoxp-${code.teamId.slice(1)}-${randomHex(24)}`;
      const person = { userId: code.userId, scopes: code.scopes };
      slack.state.tokens.set(accessToken, { kind: 'user', teamId: code.teamId, person });
      return { access_token: accessToken, token_type: 'Bearer', id_token: signedIdToken(slack, code, accessToken) };
    },
  },
  'openid.connect.userInfo': {
    token: 'user',
    scopes: ['openid'],
    run({ team, person }) {
      if (!person) throw new SlackError('not_allowed_token_type');
      return claimsOf(team, person);
    },
  },
};

/** The code, which this uses up whatever the outcome. */
function redeemed(call: MethodCall): OAuthCode {
  const { args } = call;
  const code = codeOf(call, 'signIn');
  if (code.used) throw new SlackError('invalid_code');
  code.used = true;
  if (isTooOld(call, code)) throw new SlackError('invalid_grant');
  if (text(args, 'redirect_uri') !== code.redirectUri) throw new SlackError('bad_redirect_uri');
  if (code.challenge !== undefined) {
    const verifier = text(args, 'code_verifier');
    if (!verifier) throw new SlackError('invalid_request');
    if (challengeOf(verifier) !== code.challenge) throw new SlackError('invalid_grant');
  }
  return code;
}
