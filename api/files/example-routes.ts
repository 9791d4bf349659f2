import { type Router, Router as router } from 'express';
import type { Deps } from '#core/deps.ts';
import { findImageModel } from '#core/models/catalogue.ts';
import { findExample } from '#core/models/examples.ts';
import { notFound } from '#core/not-found.ts';
import { pictureHeaders } from './send-picture.ts';

/** A picture of what each model makes, for everybody: the chats fetch it for whom they show it to. Its address says which one it is, so it may be kept. */
export function exampleRoutes(deps: Pick<Deps, 'db'>): Router {
  const routes = router();
  routes.get('/files/examples/:model', async (request, response) => {
    response.set('cache-control', 'no-store'); // for errors
    const model = findImageModel(request.params.model);
    const example = model && (await findExample(deps, model.id));
    if (!example) throw notFound('There is no such image');
    const { vary: _, ...headers } = pictureHeaders;
    response.set({
      ...headers,
      'cache-control': 'public, max-age=86400',
      'cross-origin-resource-policy': 'cross-origin',
      etag: `"${example.sha256}"`,
    });
    response.type(example.type).send(example.bytes);
  });
  return routes;
}
