import { createHash, randomBytes } from 'node:crypto';
import type { APIUser } from 'discord-api-types/v10';
import type { Clock } from '#sandbox/kit/clock.ts';
import type { Answer, Request, Routes } from '#sandbox/kit/serve.ts';
import { consentPage, wordsFor } from './oauth-page.ts';
import { plainError } from './wire.ts';
import { application, clientSecret, users } from './world.ts';

/** https://discord.com/developers/docs/topics/oauth2 */
const codeMs = 60_000;
const tokenSeconds = 604_800;

interface Grant {
  userId: string;
  scopes: string[];
  redirectUri: string;
  challenge: string | undefined;
  untilMs: number;
}

/** Sign-in with Discord: the page that asks, the code, the token, and who it belongs to. */
export function createOAuth(clock: Clock) {
  const codes = new Map<string, Grant>();
  const tokens = new Map<string, Grant>();

  function decide(request: Request): Answer {
    const fields = (request.body ?? {}) as Record<string, string>;
    const refusal = refuse(new URLSearchParams(fields));
    if (refusal) return badPage(refusal);
    const target = new URL(fields.redirect_uri ?? '');
    const user = users.find(({ id }) => id === fields.user);
    if (fields.choice !== 'allow' || !user) {
      target.searchParams.set('error', 'access_denied');
      target.searchParams.set('error_description', 'The resource owner or authorization server denied the request');
    } else {
      const code = randomBytes(15).toString('base64url');
      codes.set(code, {
        userId: user.id,
        scopes: (fields.scope ?? '').split(' ').filter(Boolean),
        redirectUri: fields.redirect_uri ?? '',
        challenge: fields.code_challenge || undefined,
        untilMs: clock.now() + codeMs,
      });
      target.searchParams.set('code', code);
    }
    if (fields.state) target.searchParams.set('state', fields.state);
    return { status: 302, headers: { location: target.href } };
  }

  function exchange(request: Request): Answer {
    const fields = (request.body ?? {}) as Record<string, string>;
    const basic = Buffer.from(String(request.headers.authorization ?? '').replace(/^Basic /, ''), 'base64').toString();
    const isClient =
      basic === `${application.id}:${clientSecret}` ||
      (fields.client_id === application.id && fields.client_secret === clientSecret);
    if (!isClient) return oauthError(401, 'invalid_client');
    if (fields.grant_type !== 'authorization_code') return oauthError(400, 'unsupported_grant_type');
    const grant = codes.get(fields.code ?? '');
    codes.delete(fields.code ?? ''); // once, whatever comes of it
    if (!grant || grant.untilMs <= clock.now()) return oauthError(400, 'invalid_grant', 'Invalid "code" in request.');
    if (grant.redirectUri !== fields.redirect_uri)
      return oauthError(400, 'invalid_grant', 'Invalid "redirect_uri" in request.');
    if (grant.challenge !== undefined && grant.challenge !== challengeOf(fields.code_verifier ?? ''))
      return oauthError(400, 'invalid_grant', 'Invalid "code_verifier" in request.');
    const token = randomBytes(22).toString('base64url');
    tokens.set(token, { ...grant, untilMs: clock.now() + tokenSeconds * 1000 });
    return {
      body: {
        token_type: 'Bearer',
        access_token: token,
        expires_in: tokenSeconds,
        refresh_token: randomBytes(22).toString('base64url'),
        scope: grant.scopes.join(' '),
      },
    };
  }

  function me(request: Request): Answer {
    const grant = tokens.get(String(request.headers.authorization ?? '').replace(/^Bearer /, ''));
    const user = users.find(({ id }) => id === grant?.userId);
    if (!grant || !user || grant.untilMs <= clock.now()) return plainError(401);
    return { body: grant.scopes.includes('email') ? { ...user, ...mailOf(user) } : user };
  }

  const routes: Routes = {
    'GET /oauth2/authorize': ({ query }) => {
      const refusal = refuse(query);
      if (refusal) return badPage(refusal);
      return consentPage({ query, people: users, scopes: wordsFor(scopesOf(query)) });
    },
    'POST /oauth2/authorize': decide,
    'POST /api/oauth2/token': exchange,
    'POST /api/v10/oauth2/token': exchange,
  };
  return {
    routes,
    /** Whose token it is; for a request without a bot's token. */
    me,
    reset() {
      codes.clear();
      tokens.clear();
    },
  };
}

/** One person has not confirmed their address, so that this can be tried too. */
const mailOf = (user: APIUser) => ({ email: `${user.username}@example.com`, verified: user.username !== 'edsger' });

const scopesOf = (query: URLSearchParams) => (query.get('scope') ?? '').split(' ').filter(Boolean);
const challengeOf = (verifier: string) => createHash('sha256').update(verifier).digest('base64url');

/** What Discord's own page says of a request that makes no sense. Redirect addresses on this machine are registered. */
function refuse(query: URLSearchParams): string | undefined {
  if (query.get('client_id') !== application.id) return 'Unknown Application';
  const redirect = query.get('redirect_uri') ?? '';
  const host = URL.canParse(redirect) ? new URL(redirect).hostname : '';
  if (!['127.0.0.1', 'localhost'].includes(host)) return 'Invalid OAuth2 redirect_uri';
  if ((query.get('response_type') ?? 'code') !== 'code') return 'Unsupported response type';
  const unknown = scopesOf(query).find((scope) => !['identify', 'email'].includes(scope));
  if (unknown !== undefined || scopesOf(query).length === 0) return `Invalid scope: ${unknown ?? ''}`;
  if (query.get('code_challenge') && query.get('code_challenge_method') !== 'S256')
    return 'Invalid code_challenge_method';
  return undefined;
}

const badPage = (words: string): Answer => ({
  status: 400,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body: `${words}\nThis is the sandbox, not Discord.\n`,
});

const oauthError = (status: number, error: string, error_description?: string): Answer => ({
  status,
  body: { error, ...(error_description ? { error_description } : {}) },
});

/** A person’s token, not a bot’s. */
export const isBearer = (request: Request) => String(request.headers.authorization ?? '').startsWith('Bearer ');
