import { createHash } from 'node:crypto';
import { APP, type Slack } from './slack.ts';
import type { OAuthCode, Team, TokenRecord } from './state.ts';

/** An ID token must be read at once: https://docs.slack.dev/authentication/sign-in-with-slack#response shows 300 s. */
const idTokenS = 300;

/** What the scopes reveal about a person: returned by userInfo and repeated in the ID token. */
export function claimsOf(team: Team, { userId, scopes }: NonNullable<TokenRecord['person']>) {
  const user = team.users.get(userId);
  const [givenName = '', ...familyNames] = (user?.realName ?? '').split(' ');
  return {
    sub: userId,
    'https://slack.com/user_id': userId,
    'https://slack.com/team_id': team.id,
    ...(scopes.includes('email') && {
      email: user?.email,
      email_verified: true,
      date_email_verified: 1_622_128_723,
    }),
    ...(scopes.includes('profile') && {
      name: user?.realName,
      picture: user?.avatarUrl,
      given_name: givenName,
      family_name: familyNames.join(' '),
      locale: 'en-US',
      'https://slack.com/team_name': team.name,
      'https://slack.com/team_domain': team.domain,
      'https://slack.com/user_image_192': user?.avatarUrl,
      'https://slack.com/team_image_default': true,
    }),
  };
}

export function signedIdToken(slack: Slack, code: OAuthCode, accessToken: string): string {
  const team = slack.state.teams.get(code.teamId) as Team;
  const nowS = Math.floor(slack.state.clock.now() / 1000);
  return slack.signer.sign({
    iss: slack.url(),
    aud: APP.clientId,
    iat: nowS,
    exp: nowS + idTokenS,
    auth_time: Math.floor(code.atMs / 1000),
    ...(code.nonce !== undefined && { nonce: code.nonce }),
    at_hash: halfHash(accessToken),
    ...claimsOf(team, code),
  });
}

/** https://openid.net/specs/openid-connect-core-1_0.html#CodeIDToken */
const halfHash = (accessToken: string) =>
  createHash('sha256').update(accessToken).digest().subarray(0, 16).toString('base64url');
