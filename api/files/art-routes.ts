import { type Router, Router as router } from 'express';
import { readExportLink } from '#core/assets/export/export-link.ts';
import { makeExport } from '#core/assets/export/make-export.ts';
import { plainPaths } from '#core/contract/pages/plain-paths.ts';
import type { Deps } from '#core/deps.ts';

/** Exports of pixel art: to whoever has a link of ours. */
export function artRoutes(deps: Deps): Router {
  const routes = router();
  routes.get(plainPaths.art, async (request, response) => {
    response.set({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
    const wish = readExportLink(deps.config, request.query);
    // Chats look at links before people do.
    if (request.method === 'HEAD') return void response.type('application/zip').end();
    const { bytes, filename } = await makeExport(deps, wish);
    response.attachment(filename).type('application/zip').end(bytes);
  });
  return routes;
}
