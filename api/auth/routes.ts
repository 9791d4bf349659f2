import { setTimeout as sleep } from 'node:timers/promises';
import { APIError } from 'better-auth/api';
import { type Request, type Response, type Router, Router as router } from 'express';
import { z } from 'zod';
import type { Deps } from '#core/deps.ts';
import { notFound } from '#core/not-found.ts';
import type { AddressOf } from '../client-address.ts';
import { jsonBody } from '../json/body.ts';
import { sendProblem } from '../json/problem.ts';
import { type Auth, authPath } from './auth.ts';
import { browserCookies } from './browser-cookie.ts';
import type { AuthContext } from './context.ts';
import { byLibrary } from './library.ts';
import { callbackPath, posts } from './posts.ts';
import { chats } from './providers.ts';
import type { RateLimits } from './rate-limits.ts';
import { problemOfAuth } from './words.ts';

/** Longer than the slowest of the `evenly` answers takes: argon2id and a few rows. */
const evenMs = 400;

/** Signing up, in and out, and the targets of their mails. Of better-auth, only what posts.ts and this file name is reachable. */
export function authRoutes(deps: Deps, auth: Auth, limits: RateLimits, addressOf: AddressOf): Router {
  const routes = router();
  const cookies = browserCookies(deps.config);
  const contextOf = (request: Request, response: Response): AuthContext => {
    const browser = cookies.of(request);
    return { deps, auth, limits, cookies, request, response, browser, address: addressOf(request) };
  };
  for (const { path, evenly, run } of posts) {
    routes.post(`${authPath}/${path}`, jsonBody('20kb'), async (request, response) => {
      response.set('cache-control', 'no-store');
      const answersAt = sleep(evenly ? evenMs : 0);
      try {
        const answer = await run(contextOf(request, response), request.body ?? {});
        await answersAt;
        if (!response.headersSent) response.json(answer ?? {});
      } catch (error) {
        await answersAt; // errors too
        if (!(error instanceof APIError)) throw error;
        sendProblem(response, problemOfAuth(error.statusCode, error.body?.code));
      }
    });
  }
  routes.get(`${authPath}/callback/:chat`, async (request, response) => {
    const chat = chats.find((each) => each === request.params.chat);
    // A HEAD request for a chat's answer is not a person who came back with it.
    if (!chat || request.method !== 'GET') throw notFound();
    await byLibrary(contextOf(request, response), { path: callbackPath(chat, request.query) });
  });
  mailedByTheVersionBefore(routes);
  routes.use(authPath, () => {
    throw notFound();
  });
  return routes;
}

/** For an hour after an update: these links, too, only lead to pages where a person has to press. */
function mailedByTheVersionBefore(routes: Router) {
  const token = z.string().max(2000).catch('');
  routes.get(`${authPath}/verify-email`, (request, response) =>
    response.redirect(303, `/verify#${encodeURIComponent(token.parse(request.query.token))}`),
  );
  routes.get(`${authPath}/reset-password/:token`, (request, response) =>
    response.redirect(303, `/reset-password#${encodeURIComponent(token.parse(request.params.token))}`),
  );
}
