import { fromNodeHeaders } from 'better-auth/node';
import { z } from 'zod';
import { endLeftSession } from '#core/accounts/end-sessions.ts';
import { findPassword } from '#core/accounts/find-password.ts';
import { sendProblem } from '../json/problem.ts';
import { authPath } from './auth.ts';
import type { AuthContext } from './context.ts';
import { proven } from './providers.ts';
import { problemOfAuth } from './words.ts';

/** Has better-auth answer a request, and passes its answer on. Only the fields in `body` reach it. */
export async function byLibrary(
  context: AuthContext,
  sent: { body: Record<string, unknown> } | { path: string },
): Promise<void> {
  const { auth, request } = context;
  const headers = fromNodeHeaders(request.headers);
  headers.delete('content-length');
  const [path, init] =
    'body' in sent
      ? [request.path, { method: 'POST', headers, body: JSON.stringify(sent.body) }]
      : [authPath + sent.path, { headers }];
  const url = new URL(path, auth.options.baseURL);
  await pass(await signingIn(context, () => auth.handler(new Request(url, init))), context);
}

/**
 * Runs work in which somebody may sign in: then their account knows the browser from now on, and the session that the browser had before, whosever it
 * was, ends.
 */
export async function signingIn<Result>(context: AuthContext, work: () => Promise<Result>): Promise<Result> {
  const { deps, auth, cookies, request, response, browser } = context;
  const before = request.headers.cookie
    ? await auth.api.getSession({ headers: fromNodeHeaders(request.headers), query: { disableRefresh: true } })
    : null;
  return proven.run({}, async () => {
    const result = await work();
    const signedIn = proven.getStore()?.signedIn;
    if (signedIn === undefined) return result;
    if (before) await endLeftSession(deps, before.session.id);
    cookies.keep(response, browser, { userId: signedIn, password: (await findPassword(deps, signedIn)) ?? '' });
    return result;
  });
}

/** The page needs no more; the session's token is in the cookie, which no script can read. */
const shown = z.object({ url: z.string().optional() });

/** Passes better-auth's answer on, its errors in our own words. */
async function pass(answer: Response, { response }: AuthContext): Promise<void> {
  for (const cookie of answer.headers.getSetCookie()) response.append('set-cookie', cookie);
  response.set('cache-control', 'no-store');
  const location = answer.headers.get('location');
  if (location !== null && answer.status >= 300 && answer.status < 400)
    return void response.redirect(answer.status, location);
  const said = parse(await answer.text());
  if (answer.status < 400) return void response.status(answer.status).json(shown.catch({}).parse(said));
  const { code } = z.object({ code: z.string().optional() }).catch({}).parse(said);
  sendProblem(response, problemOfAuth(answer.status, code));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
