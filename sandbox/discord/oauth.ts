import type { Routes } from '#sandbox/kit/serve.ts';
import { decideAuthorize, showAuthorize } from './oauth-authorize.ts';
import type { Grants } from './oauth-grants.ts';
import { answerRevoke, answerToken } from './oauth-token.ts';
import type { State } from './state.ts';
import { plainError } from './wire.ts';

/** Sign-in with Discord: the consent page, and the token for its code. https://docs.discord.com/developers/topics/oauth2 */
export function oauthRoutes(state: State, grants: Grants): Routes {
  const deps = { state, grants, clock: state.clock };
  const api: Routes = {
    'POST /oauth2/token': (request) => answerToken(deps, request),
    'POST /oauth2/token/revoke': (request) => answerRevoke(deps, request),
    'GET /oauth2/token': () => plainError(405),
    'GET /oauth2/token/revoke': () => plainError(405),
  };
  return {
    'GET /oauth2/authorize': (request) => showAuthorize(deps, request),
    'POST /oauth2/authorize': (request) => decideAuthorize(deps, request),
    // With and without the API's version in the path.
    ...Object.fromEntries(
      ['/api', '/api/v10'].flatMap((base) =>
        Object.entries(api).map(([route, handle]) => [route.replace(' ', ` ${base}`), handle]),
      ),
    ),
  };
}
