import { setTimeout as sleep } from 'node:timers/promises';
import { fromNodeHeaders } from 'better-auth/node';
import express, { type Response as Answer, type Request, type Router, Router as router } from 'express';
import { z } from 'zod';
import type { AddressOf } from '../client-address.ts';
import { notFound, sendProblem } from '../json/problem.ts';
import { type Auth, authPath } from './auth.ts';
import { passwordFault } from './password-rules.ts';
import { proven } from './providers.ts';
import type { Limited, RateLimits } from './rate-limits.ts';
import { problemOfAuth } from './words.ts';

const fields = z.object({
  email: z.string().max(320).optional(),
  name: z.string().max(100).optional(),
  password: z.string().max(1000).optional(),
  newPassword: z.string().max(1000).optional(),
});
type Fields = z.infer<typeof fields>;

interface Rule {
  /** Counted against the limit of this name. */
  limit?: Limited;
  /** The field with a password that is being chosen. */
  chooses?: 'password' | 'newPassword';
  /** Answers after the same time, whether the address is known or not. */
  evenly?: true;
}

/** The parts of better-auth that are ours to use; nothing else of it is reachable. */
const posts: Record<string, Rule> = {
  'sign-up/email': { limit: 'sign-up', chooses: 'password', evenly: true },
  'sign-in/email': { limit: 'sign-in', evenly: true },
  'sign-in/social': { limit: 'link' },
  'sign-out': {},
  'send-verification-email': { limit: 'mail', evenly: true },
  'request-password-reset': { limit: 'mail', evenly: true },
  'reset-password': { limit: 'password', chooses: 'newPassword' },
  'change-email': { limit: 'mail' },
  'change-password': { limit: 'password', chooses: 'newPassword' },
  'update-user': {},
  'link-social': { limit: 'link' },
};
const gets = ['verify-email', 'reset-password/:token', 'callback/:provider'];

/** Longer than the slowest of these takes: argon2id and a few rows. */
const evenMs = 400;

export function authRoutes(auth: Auth, limits: RateLimits, addressOf: AddressOf): Router {
  const routes = router();
  const json = express.json({ limit: '20kb' });
  for (const [path, rule] of Object.entries(posts)) {
    routes.post(`${authPath}/${path}`, json, async (request, response) => {
      const answersAt = sleep(rule.evenly ? evenMs : 0);
      try {
        const given = fields.parse(request.body ?? {});
        if (rule.limit) await limits.count(rule.limit, { address: addressOf(request), account: given.email });
        if (await refusePassword(auth, request, response, rule, given)) return;
        const answer = await handle(auth, request, JSON.stringify(request.body ?? {}));
        await answersAt;
        await pass(answer, response);
      } finally {
        await answersAt; // errors too
      }
    });
  }
  for (const path of gets)
    routes.get(`${authPath}/${path}`, async (request, response) => pass(await handle(auth, request), response));
  routes.use(authPath, () => {
    throw notFound();
  });
  return routes;
}

/** Answers, and returns true, where a new password will not do. */
async function refusePassword(
  auth: Auth,
  request: Request,
  response: Answer,
  rule: Rule,
  given: Fields,
): Promise<boolean> {
  if (!rule.chooses) return false;
  const session = given.email ? null : await auth.api.getSession({ headers: fromNodeHeaders(request.headers) });
  const about = [given.email ?? session?.user.email ?? '', given.name ?? session?.user.name ?? ''];
  const fault = await passwordFault(given[rule.chooses] ?? '', about);
  if (fault === undefined) return false;
  sendProblem(response, {
    type: 'weak_password',
    title: 'Choose another password',
    status: 400,
    detail: `${fault} Nothing was changed.`,
    next: 'Three or four words that do not belong together are easy to keep and hard to guess.',
    errors: [{ path: rule.chooses, message: fault }],
  });
  return true;
}

function handle(auth: Auth, request: Request, body?: string): Promise<Response> {
  const headers = fromNodeHeaders(request.headers);
  headers.delete('content-length');
  const url = new URL(request.originalUrl, auth.options.baseURL);
  const init = body === undefined ? { headers } : { method: request.method, headers, body };
  return proven.run({}, () => auth.handler(new Request(url, init)));
}

/** The page needs no more; the session's token is in the cookie, where no script sees it. */
const shown = z.object({ url: z.string().optional() });

/** Sends better-auth's answer on; its errors in the words of ours. */
async function pass(answer: Response, response: Answer): Promise<void> {
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
