import { isLocalUrl } from '#sandbox/kit/local-url.ts';
import type { Answer, Request, Routes } from '#sandbox/kit/serve.ts';
import { newId, randomHex } from './ids.ts';
import { openIdPage } from './openid-page.ts';
import { APP, type Slack } from './slack.ts';

const known = ['openid', 'profile', 'email'];

/** Sign in with Slack: the consent page, and what a client needs for discovery. https://docs.slack.dev/authentication/sign-in-with-slack */
export function openIdRoutes(slack: Slack): Routes {
  return {
    'GET /openid/connect/authorize': ({ query }) => {
      const refusal = refuse(slack, query);
      return refusal ? badPage(refusal) : openIdPage(slack, query);
    },
    'POST /openid/connect/authorize': (request) => decide(slack, request),
    'GET /openid/connect/keys': () => ({ body: { keys: [slack.signer.jwk()] } }),
    'GET /.well-known/openid-configuration': () => ({ body: configuration(slack.url()) }),
  };
}

/** POST of the page: redirects to the app with a code, or with access_denied. */
function decide(slack: Slack, request: Request): Answer {
  const fields = new URLSearchParams(request.body as Record<string, string> | undefined);
  const field = (name: string) => fields.get(name) ?? '';
  const refusal = refuse(slack, fields);
  if (refusal) return badPage(refusal);
  const target = new URL(field('redirect_uri'));
  if (field('state')) target.searchParams.set('state', field('state'));
  const [teamId = '', userId = ''] = field('user').split('/');
  const isWanted = !field('team') || field('team') === teamId;
  const isPerson = isWanted && slack.state.teams.get(teamId)?.users.has(userId);
  if (field('choice') !== 'allow' || !isPerson) target.searchParams.set('error', 'access_denied');
  else {
    const code = `${newId('').slice(1)}.${randomHex(12)}`;
    slack.state.oauthCodes.set(code, {
      page: 'signIn',
      teamId,
      userId,
      scopes: scopesIn(fields),
      redirectUri: field('redirect_uri'),
      atMs: slack.state.clock.now(),
      used: false,
      ...(field('nonce') && { nonce: field('nonce') }),
      ...(field('code_challenge') && { challenge: field('code_challenge') }),
    });
    target.searchParams.set('code', code);
  }
  return { status: 302, headers: { location: target.href } };
}

/** Slack's own error for an invalid request. Redirect addresses on this machine count as registered. */
function refuse(slack: Slack, query: URLSearchParams): string | undefined {
  if (query.get('client_id') !== APP.clientId) return 'Invalid client_id parameter.';
  if (!isLocalUrl(query.get('redirect_uri') ?? '')) return 'redirect_uri did not match any configured URIs.';
  if (query.get('response_type') !== 'code') return 'Invalid response_type.';
  const scopes = scopesIn(query);
  if (!scopes.includes('openid') || scopes.some((scope) => !known.includes(scope)))
    return 'Invalid permissions requested.';
  // https://docs.slack.dev/authentication/using-pkce
  if (query.get('code_challenge') && query.get('code_challenge_method') !== 'S256')
    return 'Invalid code_challenge_method.';
  if (query.get('team') && !slack.state.teams.has(query.get('team') ?? '')) return 'Invalid team.';
  return undefined;
}

const scopesIn = (query: URLSearchParams) => (query.get('scope') ?? '').split(/[ ,]/).filter(Boolean);

const badPage = (words: string): Answer => ({
  status: 400,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body: `${words}\nThis is the sandbox, not Slack.\n`,
});

const configuration = (issuer: string) => ({
  issuer,
  authorization_endpoint: `${issuer}/openid/connect/authorize`,
  token_endpoint: `${issuer}/api/openid.connect.token`,
  userinfo_endpoint: `${issuer}/api/openid.connect.userInfo`,
  jwks_uri: `${issuer}/openid/connect/keys`,
  scopes_supported: known,
  response_types_supported: ['code'],
  response_modes_supported: ['form_post'],
  grant_types_supported: ['authorization_code'],
  subject_types_supported: ['public'],
  id_token_signing_alg_values_supported: ['RS256'],
  claims_supported: ['sub', 'auth_time', 'iss'],
  claims_parameter_supported: false,
  request_parameter_supported: false,
  request_uri_parameter_supported: true,
  token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic'],
});
