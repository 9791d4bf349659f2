import express, { type Request, type RequestHandler, type Router, Router as router } from 'express';
import { type V1Name, v1Contract, v1Paths } from '#core/contract/v1/contract.ts';
import type { V1Endpoint } from '#core/contract/v1/endpoint.ts';
import { Failure } from '#core/failure.ts';
import { maxReferenceBytes } from '#core/generations/reference.ts';
import { notFound } from '#core/not-found.ts';
import { jsonBody } from '../json/body.ts';
import { authorize, type Door } from './authorize.ts';
import type { V1Handlers } from './handler.ts';
import { v1Handlers } from './handlers.ts';
import { openApi } from './open-api.ts';

/**
 * The API for people's own programs: by a key in the Authorization header, and by no cookie. It gives no other origin leave to read it (CORS), so that no
 * page in a browser can use a key.
 */
export function v1Routes(door: Door, handlers: V1Handlers = v1Handlers): Router {
  const routes = router();
  routes.get(v1Paths.openApi, openApi(door.deps.config));
  const json = jsonBody('100kb');
  for (const name of Object.keys(v1Contract) as V1Name[]) {
    const endpoint: V1Endpoint = v1Contract[name];
    // The types of one endpoint belong together; here, where all endpoints are handled as one, they are given up.
    const handle = handlers[name] as unknown as (context: object, received: object) => Promise<unknown>;
    const method = endpoint.method.toLowerCase() as 'get' | 'post' | 'patch' | 'delete';
    const read = endpoint.takesPicture ? pictureBody : json;
    routes[method](endpoint.path, async (request, response, next) => {
      response.set('cache-control', 'no-store');
      // Before anything of the body is read.
      const who = await authorize(door, endpoint, { request, response });
      await new Promise<void>((resolve, reject) => {
        read(request, response, (error?: unknown) => (error ? reject(error) : resolve()));
      });
      if (endpoint.body) checkIsJson(request);
      const answer = await handle(
        { deps: door.deps, who, request, response },
        {
          params: endpoint.params?.parse(request.params),
          query: endpoint.query?.parse(request.query),
          body: endpoint.body?.parse(request.body ?? {}),
        },
      );
      if (response.headersSent) return;
      if (endpoint.answer) response.status(endpoint.status ?? 200).json(answer);
      else if (!endpoint.givesPicture) response.status(204).end();
      else next(new Error(`${name} sent no picture`));
    });
  }
  for (const [path, methods] of methodsByPath())
    routes.all(path, (_request, response) => {
      response.set('allow', methods.join(', '));
      throw wrongMethod(methods);
    });
  routes.use('/api/v1', () => {
    throw notFound('There is no such address in the API');
  });
  return routes;
}

function methodsByPath(): Map<string, string[]> {
  const byPath = new Map<string, string[]>();
  for (const { path, method } of Object.values<V1Endpoint>(v1Contract))
    byPath.set(path, [...(byPath.get(path) ?? []), method].sort());
  return byPath;
}

const wrongMethod = (methods: readonly string[]) =>
  new Failure('method_not_allowed', {
    title: 'Not by that method',
    happened: `This address takes ${methods.join(', ')}. Nothing was done, and it cost nothing.`,
    next: 'Use one of these, as /developers describes it.',
  });

/** A few bytes over what is taken, which is refused in words. */
const pictureBody: RequestHandler = express.raw({ type: () => true, limit: maxReferenceBytes + 1024 });

/** What another form sends would be taken for nothing at all. @throws Failure not_json */
function checkIsJson(request: Request): void {
  if (request.body === undefined && Number(request.get('content-length') ?? 0) > 0) throw notJson();
}

const notJson = () =>
  new Failure('not_json', {
    title: 'That is not JSON',
    happened: 'The API takes JSON only. Nothing was done, and it cost nothing.',
    next: 'Send “Content-Type: application/json”, and JSON as /developers describes it.',
  });
