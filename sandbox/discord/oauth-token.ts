import { basicCredentials } from '#sandbox/kit/authorization.ts';
import type { Clock } from '#sandbox/kit/clock.ts';
import { challengeOf } from '#sandbox/kit/code-challenge.ts';
import type { Answer, Request } from '#sandbox/kit/serve.ts';
import { type Grants, secondsLeft, type Token } from './oauth-grants.ts';
import { application, clientSecret } from './world.ts';

/** https://www.rfc-editor.org/rfc/rfc7636#section-4.1, which Discord enforces: https://github.com/discord/discord-api-docs/issues/5254 */
const verifierShape = /^[\w.~-]{43,128}$/;

type Fields = Record<string, string>;

/** POST /oauth2/token: https://docs.discord.com/developers/topics/oauth2#authorization-code-grant-access-token-exchange-example */
export function answerToken(deps: { grants: Grants; clock: Clock }, request: Request): Answer {
  const fields = formOf(request);
  switch (fields.grant_type) {
    case 'authorization_code':
      return exchange(deps, request, fields);
    case 'refresh_token':
      return refresh(deps, request, fields);
    default:
      return refused('unsupported_grant_type', `Grant type ${fields.grant_type ?? 'None'} is not supported`);
  }
}

/** POST /oauth2/token/revoke: https://docs.discord.com/developers/topics/oauth2#authorization-code-grant-token-revocation-example */
export function answerRevoke({ grants }: { grants: Grants }, request: Request): Answer {
  const fields = formOf(request);
  if (!isOurClient(request, fields)) return wrongClient;
  if (!fields.token) return refused('invalid_request', 'Missing "token" in request.');
  grants.revoke(fields.token);
  // An unknown token is no error: https://www.rfc-editor.org/rfc/rfc7009#section-2.2
  return { body: {} };
}

function exchange({ grants, clock }: { grants: Grants; clock: Clock }, request: Request, fields: Fields): Answer {
  if (!fields.code) return refused('invalid_request', 'Missing "code" in request.');
  if (!isOurClient(request, fields)) return wrongClient;
  const code = grants.redeem(fields.code);
  if (!code) return refused('invalid_grant', 'Invalid "code" in request.');
  if (code.redirectUri !== fields.redirect_uri) return refused('invalid_grant', 'Invalid "redirect_uri" in request.');
  if (code.challenge !== undefined) {
    const verifier = fields.code_verifier;
    if (!verifier) return refused('invalid_request', 'Missing "code_verifier"');
    if (!verifierShape.test(verifier)) return refused('invalid_request', 'Invalid "code_verifier"');
    if (challengeOf(verifier) !== code.challenge) return refused('invalid_grant', 'Invalid "code_verifier"');
  }
  return issued(clock, grants.issue(code));
}

function refresh({ grants, clock }: { grants: Grants; clock: Clock }, request: Request, fields: Fields): Answer {
  if (!fields.refresh_token) return refused('invalid_request', 'Missing "refresh_token" in request.');
  if (!isOurClient(request, fields)) return wrongClient;
  const token = grants.refresh(fields.refresh_token);
  return token ? issued(clock, token) : refused('invalid_grant', 'Invalid "refresh_token" in request.');
}

const noStore = { 'cache-control': 'no-store', pragma: 'no-cache' };

const issued = (clock: Clock, token: Token): Answer => ({
  headers: noStore,
  body: {
    token_type: 'Bearer',
    access_token: token.accessToken,
    expires_in: secondsLeft(clock, token),
    refresh_token: token.refreshToken,
    scope: token.scopes.join(' '),
  },
});

const refused = (error: string, error_description: string): Answer => ({
  status: 400,
  headers: noStore,
  body: { error, error_description },
});
const wrongClient: Answer = { status: 401, headers: noStore, body: { error: 'invalid_client' } };

/** "will only accept a content type of application/x-www-form-urlencoded": the fields of anything else are ignored. */
const formOf = ({ headers, body }: Request): Fields =>
  headers['content-type']?.startsWith('application/x-www-form-urlencoded') ? ((body ?? {}) as Fields) : {};

/** By HTTP basic authentication or in the form. The app is not a public client, so PKCE does not replace the secret. */
function isOurClient(request: Request, fields: Fields): boolean {
  const { client_id, client_secret } = { ...fields, ...basicCredentials(request) };
  return client_id === application.id && client_secret === clientSecret;
}
