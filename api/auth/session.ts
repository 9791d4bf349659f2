import { fromNodeHeaders } from 'better-auth/node';
import type { Request } from 'express';
import { findUser } from '#core/accounts/find-user.ts';
import type { Deps } from '#core/deps.ts';
import type { Auth } from './auth.ts';
import type { Principal } from './principal.ts';

/** The person signed in in this browser. A renewed cookie goes out with the answer. */
export async function readSession(
  deps: Pick<Deps, 'db'>,
  auth: Auth,
  request: Request,
): Promise<Principal | undefined> {
  if (!request.headers.cookie) return undefined;
  const { headers, response: found } = await auth.api.getSession({
    headers: fromNodeHeaders(request.headers),
    returnHeaders: true,
  });
  for (const cookie of headers.getSetCookie()) request.res?.append('set-cookie', cookie);
  if (!found) return undefined;
  const user = await findUser(deps, found.user.id);
  if (!user) return undefined;
  const { id, createdAt: signedInAt } = found.session;
  return {
    by: 'session',
    user,
    scopes: new Set(user.isOperator && !user.isBlocked ? ['operate'] : []),
    session: { id, signedInAt },
  };
}
