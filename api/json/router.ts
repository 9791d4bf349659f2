import { type Request, type RequestHandler, type Router, Router as router } from 'express';
import { whyBlocked } from '#core/abuse/admit.ts';
import { contract, type EndpointName } from '#core/contract/pages/contract.ts';
import type { Endpoint } from '#core/contract/pages/endpoint.ts';
import type { Deps } from '#core/deps.ts';
import { Failure } from '#core/failure.ts';
import { notFound } from '#core/not-found.ts';
import { clearSiteData } from '../auth/clear-site-data.ts';
import type { Principal } from '../auth/principal.ts';
import { recentMs, requireRecent } from '../auth/recent.ts';
import { jsonBody } from './body.ts';
import type { ApiHandler } from './handler.ts';

export type ApiHandlers = { [Name in EndpointName]: ApiHandler<Name> };
export type ReadSession = (request: Request) => Promise<Principal | undefined>;

/** Every endpoint of the contract, each behind the same steps: from our own pages → JSON → who is this → parse → answer. */
export function jsonApi(deps: Deps, handlers: ApiHandlers, readSession: ReadSession): Router {
  const routes = router();
  const json = jsonBody('100kb');
  for (const name of Object.keys(contract) as EndpointName[]) {
    const endpoint: Endpoint = contract[name];
    // The types of one endpoint belong together; here, where all endpoints are handled as one, they are given up.
    const handle = handlers[name] as unknown as (context: object, received: object) => Promise<unknown>;
    const method = endpoint.method.toLowerCase() as 'get' | 'post' | 'patch' | 'delete';
    if (endpoint.operator) routes[method](endpoint.path, operatorsOnly(readSession));
    routes[method](endpoint.path, json, async (request, response) => {
      response.set('cache-control', 'no-store');
      const who = await readSession(request);
      if (!endpoint.open && !who) throw signedOut();
      if (endpoint.begins && who?.user.isBlocked) throw await whyBlocked(deps, who.user);
      if (endpoint.recent && who) requireRecent(who, recentMs);
      const answer = await handle(
        { deps, who },
        {
          params: endpoint.params?.parse(request.params),
          query: endpoint.query?.parse(request.query),
          body: endpoint.body?.parse(request.body ?? {}),
        },
      );
      // Only now, so that no error is kept.
      if (endpoint.cacheSeconds) response.set('cache-control', `public, max-age=${endpoint.cacheSeconds}`);
      if (endpoint.endsAccount) clearSiteData(response, 'account');
      if (endpoint.answer) response.json(answer);
      else response.status(204).end();
    });
  }
  return routes;
}

/** Everybody else gets a 404, and nothing of the request is read. */
const operatorsOnly =
  (readSession: ReadSession): RequestHandler =>
  async (request, _response, next) => {
    if (!(await readSession(request))?.scopes.has('operate')) throw notFound();
    next();
  };

export const signedOut = () =>
  new Failure('signed_out', {
    title: 'You are signed out',
    happened: 'This needs you to be signed in. Nothing was changed.',
    next: 'Sign in and try again.',
  });
