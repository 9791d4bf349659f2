import { isLocalUrl } from '#sandbox/kit/local-url.ts';
import type { Answer, Request } from '#sandbox/kit/serve.ts';
import type { Grants } from './oauth-grants.ts';
import { consentPage, installPage } from './oauth-page.ts';
import type { State } from './state.ts';
import { application, bot } from './world.ts';

/** The scopes that signing in needs; others are refused, as Discord refuses scopes that an app may not have. */
const knownScopes = ['identify', 'email'];
/** The person at this browser, once they have chosen: this makes `prompt=none` possible. */
const cookie = 'discord_sandbox_user';

/**
 * GET with the application alone: its install link, as Discord provides it. https://docs.discord.com/developers/resources/application#install-links
 * Else: shows the consent page, or with `prompt=none` and full consent redirects at once.
 * https://docs.discord.com/developers/topics/oauth2#authorization-code-grant
 */
export function showAuthorize({ state, grants }: { state: State; grants: Grants }, request: Request): Answer {
  const { query } = request;
  if (query.get('client_id') === application.id && !query.has('response_type') && !query.has('scope'))
    return installPage([...state.guilds.values()].filter(({ botIsMember }) => botIsMember).map(({ name }) => name));
  const refusal = refuse(state, query);
  if (refusal) return refusal;
  const userId = new RegExp(`${cookie}=(\\d+)`).exec(request.headers.cookie ?? '')?.[1] ?? '';
  const isSettled = state.users.has(userId) && grants.hasAgreed({ userId, scopes: scopesIn(query) });
  if (query.get('prompt') === 'none' && isSettled) return withCode({ state, grants }, query, userId);
  const people = [...state.users.values()].filter(({ id }) => id !== bot.id);
  return consentPage({ query, people, scopes: scopesIn(query) });
}

/** POST of the page: redirects to the app with a code, or with access_denied. */
export function decideAuthorize({ state, grants }: { state: State; grants: Grants }, request: Request): Answer {
  const fields = new URLSearchParams(request.body as Record<string, string> | undefined);
  const refusal = refuse(state, fields);
  if (refusal) return refusal;
  const userId = fields.get('user') ?? '';
  if (fields.get('choice') !== 'allow' || !state.users.has(userId) || userId === bot.id)
    return back(state, fields, {
      error: 'access_denied',
      error_description: 'The resource owner or authorization server denied the request',
    });
  const answer = withCode({ state, grants }, fields, userId);
  // Cookies ignore ports: the path keeps this one away from the app on the next port.
  const setCookie = `${cookie}=${userId}; Path=/oauth2; HttpOnly; SameSite=Lax`;
  return { ...answer, headers: { ...answer.headers, 'set-cookie': setCookie } };
}

function withCode({ state, grants }: { state: State; grants: Grants }, query: URLSearchParams, userId: string): Answer {
  const challenge = query.get('code_challenge');
  const code = grants.agree({
    userId,
    scopes: scopesIn(query),
    redirectUri: query.get('redirect_uri') ?? '',
    ...(challenge && { challenge }),
  });
  return back(state, query, { code });
}

/** Redirects to the app, with the issuer: https://docs.discord.com/developers/topics/oauth2#issuer-identification */
function back(state: State, query: URLSearchParams, answer: Record<string, string>): Answer {
  const target = new URL(query.get('redirect_uri') ?? '');
  for (const [name, value] of Object.entries(answer)) target.searchParams.set(name, value);
  if (query.get('state')) target.searchParams.set('state', query.get('state') ?? '');
  target.searchParams.set('iss', state.address.url);
  return { status: 302, headers: { location: target.href } };
}

/**
 * Shows a page if the app cannot be trusted with the error; otherwise sends the error to the app. Redirect addresses on this machine count
 * as registered.
 */
function refuse(state: State, query: URLSearchParams): Answer | undefined {
  if (query.get('client_id') !== application.id) return badPage('Unknown Application');
  if (!isLocalUrl(query.get('redirect_uri') ?? '')) return badPage('Invalid OAuth2 redirect_uri');
  const wrong = wrongIn(query);
  return wrong && back(state, query, { error: wrong[0], error_description: wrong[1] });
}

/** PKCE with S256 only, and an empty method means none: https://github.com/discord/discord-api-docs/pull/7046 */
function wrongIn(query: URLSearchParams): [error: string, description: string] | undefined {
  if (query.get('response_type') !== 'code')
    return ['unsupported_response_type', 'The authorization server does not support this response type.'];
  const scopes = scopesIn(query);
  if (scopes.length === 0 || scopes.some((scope) => !knownScopes.includes(scope)))
    return ['invalid_scope', 'The requested scope is invalid, unknown, or malformed.'];
  if (!['', 'consent', 'none'].includes(query.get('prompt') ?? '')) return ['invalid_request', 'Invalid "prompt"'];
  const [challenge, method] = [query.get('code_challenge'), query.get('code_challenge_method')];
  if (!challenge) return method ? ['invalid_request', 'Missing "code_challenge"'] : undefined;
  if (method !== 'S256') return ['invalid_request', 'Unsupported "code_challenge_method"'];
  if (!/^[\w-]{43}$/.test(challenge)) return ['invalid_request', 'Invalid "code_challenge"'];
  return undefined;
}

const scopesIn = (query: URLSearchParams) => (query.get('scope') ?? '').split(' ').filter(Boolean);

const badPage = (words: string): Answer => ({
  status: 400,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body: `${words}\nThis is the sandbox, not Discord.\n`,
});
