import { type Request, type RequestHandler, type Router, Router as router } from 'express';
import { contract, type EndpointName } from '#core/contract/contract.ts';
import type { Endpoint } from '#core/contract/endpoint.ts';
import type { Deps } from '#core/deps.ts';
import { Failure } from '#core/failure.ts';
import { requireRecent } from '../auth/recent.ts';
import { jsonBody } from './body.ts';
import type { ApiHandler, SignedIn } from './handler.ts';
import { notFound } from './problem.ts';

export type ApiHandlers = { [Name in EndpointName]: ApiHandler<Name> };
export type ReadSession = (request: Request) => Promise<SignedIn | undefined>;

/** Every endpoint of the contract, each behind the same steps: from our own pages → JSON → who is this → parse → answer. */
export function jsonApi(deps: Deps, handlers: ApiHandlers, readSession: ReadSession): Router {
  const routes = router();
  const json = jsonBody('100kb');
  for (const name of Object.keys(contract) as EndpointName[]) {
    const endpoint: Endpoint = contract[name];
    // The types of one endpoint belong together; here, where they are all one, they are let go of.
    const handle = handlers[name] as unknown as (context: object, received: object) => Promise<unknown>;
    const method = endpoint.method.toLowerCase() as 'get' | 'post' | 'patch' | 'delete';
    if (endpoint.operator) routes[method](endpoint.path, operatorsOnly(readSession));
    routes[method](endpoint.path, json, async (request, response) => {
      response.set('cache-control', 'no-store');
      const who = await readSession(request);
      if (!endpoint.open && !who) throw signedOut();
      if (endpoint.recent && who) requireRecent(who);
      const answer = await handle(
        { deps, who },
        {
          params: endpoint.params?.parse(request.params),
          query: endpoint.query?.parse(request.query),
          body: endpoint.body?.parse(request.body ?? {}),
        },
      );
      if (endpoint.answer) response.json(answer);
      else response.status(204).end();
    });
  }
  return routes;
}

/** For everybody else there is nothing here, and nothing of the request is looked at. */
const operatorsOnly =
  (readSession: ReadSession): RequestHandler =>
  async (request, _response, next) => {
    if (!(await readSession(request))?.isOperator) throw notFound();
    next();
  };

export const signedOut = () =>
  new Failure('signed_out', {
    title: 'You are signed out',
    happened: 'This needs you to be signed in. Nothing was changed.',
    next: 'Sign in and try again.',
  });
