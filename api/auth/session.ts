import { fromNodeHeaders } from 'better-auth/node';
import type { Request } from 'express';
import type { Deps } from '#core/deps.ts';
import type { SignedIn } from '../json/handler.ts';
import type { Auth } from './auth.ts';

/** Who is signed in in this browser. A cookie that is renewed goes out with the answer. */
export async function readSession(deps: Pick<Deps, 'db'>, auth: Auth, request: Request): Promise<SignedIn | undefined> {
  if (!request.headers.cookie) return undefined;
  const { headers, response: found } = await auth.api.getSession({
    headers: fromNodeHeaders(request.headers),
    returnHeaders: true,
  });
  for (const cookie of headers.getSetCookie()) request.res?.append('set-cookie', cookie);
  if (!found) return undefined;
  const user = await deps.db.user.findUnique({ where: { id: found.user.id }, include: { operator: true } });
  if (!user || user.blockedAt) return undefined;
  const { id: userId, walletId, email, name } = user;
  const { id: sessionId, createdAt: signedInAt } = found.session;
  return { userId, walletId, email, name, sessionId, signedInAt, isOperator: user.operator !== null };
}
