import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto';
import type { Answer, Request, Routes } from '#sandbox/kit/serve.ts';
import { openIdPage } from './openid-page.ts';
import { APP, type Slack } from './slack.ts';

/** https://docs.slack.dev/authentication/sign-in-with-slack */
const codeMs = 10 * 60_000;
const known = ['openid', 'email', 'profile'];

interface Grant {
  teamId: string;
  userId: string;
  scopes: string[];
  redirectUri: string;
  nonce: string;
  challenge: string | undefined;
  untilMs: number;
}

/** Sign in with Slack: OpenID Connect with its page, its code, its signed ID token, and who it is about. */
export function openIdRoutes(slack: Slack): Routes {
  const { clock } = slack.state;
  const codes = new Map<string, Grant>();
  const tokens = new Map<string, Grant>();
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const keyId = 'sandbox-1';

  function decide(request: Request): Answer {
    const fields = (request.body ?? {}) as Record<string, string>;
    const refusal = refuse(new URLSearchParams(fields));
    if (refusal) return badPage(refusal);
    const target = new URL(fields.redirect_uri ?? '');
    if (fields.state) target.searchParams.set('state', fields.state);
    const [teamId = '', userId = ''] = (fields.user ?? '').split('/');
    const isPerson = slack.state.teams.get(teamId)?.users.has(userId) ?? false;
    if (fields.choice !== 'allow' || !isPerson) target.searchParams.set('error', 'access_denied');
    else {
      const code = `${randomBytes(6).toString('hex')}.${randomBytes(12).toString('hex')}`;
      codes.set(code, {
        teamId,
        userId,
        scopes: (fields.scope ?? '').split(/[ ,]/).filter(Boolean),
        redirectUri: fields.redirect_uri ?? '',
        nonce: fields.nonce ?? '',
        challenge: fields.code_challenge || undefined,
        untilMs: clock.now() + codeMs,
      });
      target.searchParams.set('code', code);
    }
    return { status: 302, headers: { location: target.href } };
  }

  function exchange(request: Request): Answer {
    const fields = (request.body ?? {}) as Record<string, string>;
    const basic = Buffer.from(String(request.headers.authorization ?? '').replace(/^Basic /, ''), 'base64').toString();
    if (![fields.client_id, basic.split(':')[0]].includes(APP.clientId)) return refused('invalid_client_id');
    if (fields.client_secret !== APP.clientSecret && basic !== `${APP.clientId}:${APP.clientSecret}`)
      return refused('bad_client_secret');
    const grant = codes.get(fields.code ?? '');
    codes.delete(fields.code ?? '');
    if (!grant) return refused('invalid_code');
    if (grant.untilMs <= clock.now()) return refused('code_expired');
    if (grant.redirectUri !== fields.redirect_uri) return refused('bad_redirect_uri');
    if (grant.challenge !== undefined && grant.challenge !== challengeOf(fields.code_verifier ?? ''))
      return refused('invalid_code_verifier');
    const access_token = `xoxp-${randomBytes(24).toString('hex')}`;
    tokens.set(access_token, grant);
    return { body: { ok: true, access_token, token_type: 'Bearer', id_token: idToken(grant), state: '' } };
  }

  function claims(grant: Grant) {
    const team = slack.state.teams.get(grant.teamId);
    const user = team?.users.get(grant.userId);
    return {
      sub: grant.userId,
      'https://slack.com/user_id': grant.userId,
      'https://slack.com/team_id': grant.teamId,
      ...(grant.scopes.includes('email') ? { email: user?.email, email_verified: true } : {}),
      ...(grant.scopes.includes('profile')
        ? {
            name: user?.realName,
            picture: user?.avatarUrl,
            given_name: user?.realName.split(' ')[0],
            locale: 'en-US',
            'https://slack.com/team_name': team?.name,
          }
        : {}),
    };
  }

  function idToken(grant: Grant): string {
    const iat = Math.floor(clock.now() / 1000);
    const payload = { iss: slack.url(), aud: APP.clientId, iat, exp: iat + 300, nonce: grant.nonce, ...claims(grant) };
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const signed = `${part({ alg: 'RS256', typ: 'JWT', kid: keyId })}.${part(payload)}`;
    return `${signed}.${createSign('RSA-SHA256').update(signed).sign(privateKey).toString('base64url')}`;
  }

  function userInfo(request: Request): Answer {
    const grant = tokens.get(String(request.headers.authorization ?? '').replace(/^Bearer /, ''));
    return grant ? { body: { ok: true, ...claims(grant) } } : refused('invalid_auth');
  }

  return {
    'GET /openid/connect/authorize': ({ query }) => {
      const refusal = refuse(query);
      return refusal ? badPage(refusal) : openIdPage(slack, query);
    },
    'POST /openid/connect/authorize': decide,
    'GET /openid/connect/keys': () => ({
      body: { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: keyId, alg: 'RS256', use: 'sig' }] },
    }),
    'POST /api/openid.connect.token': exchange,
    'GET /api/openid.connect.userInfo': userInfo,
    'POST /api/openid.connect.userInfo': userInfo,
  };
}

const challengeOf = (verifier: string) => createHash('sha256').update(verifier).digest('base64url');
const refused = (error: string): Answer => ({ body: { ok: false, error } });

/** Redirect addresses on this machine are registered. */
function refuse(query: URLSearchParams): string | undefined {
  if (query.get('client_id') !== APP.clientId) return 'Invalid client_id parameter.';
  const redirect = query.get('redirect_uri') ?? '';
  const host = URL.canParse(redirect) ? new URL(redirect).hostname : '';
  if (!['127.0.0.1', 'localhost'].includes(host)) return 'redirect_uri did not match any configured URIs.';
  if (query.get('response_type') !== 'code') return 'Invalid response_type.';
  const scopes = (query.get('scope') ?? '').split(/[ ,]/).filter(Boolean);
  if (!scopes.includes('openid') || scopes.some((scope) => !known.includes(scope)))
    return 'Invalid permissions requested.';
  return undefined;
}

const badPage = (words: string): Answer => ({
  status: 400,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body: `${words}\nThis is the sandbox, not Slack.\n`,
});
