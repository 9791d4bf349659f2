import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type RequestHandler, type Router, Router as router } from 'express';
import expressStaticGzip from 'express-static-gzip';
import { notFound } from '#core/not-found.ts';

/** The pages as `npm run build:web` leaves them: beside the sources, or beside the bundle in production. */
const folder = [resolve(import.meta.dirname, '../dist/web'), resolve(import.meta.dirname, 'web')].find((path) =>
  existsSync(join(path, 'index.html')),
);

/** The web pages: files with a hash in their name are cached forever, the page itself never, and one page serves every address. */
export function web(): Router {
  const routes = router();
  if (folder === undefined) return routes.use(notBuilt());
  // With the compressed copies that the build put beside them.
  const inFolder = expressStaticGzip(folder, {
    index: false,
    enableBrotli: true,
    orderPreference: ['br', 'gz'],
    serveStatic: {
      setHeaders: (response, path) => {
        const isNamedAfterContent = path.includes('/assets/');
        response.setHeader('cache-control', isNamedAfterContent ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    },
  });
  routes.use(inFolder);
  routes.get('/{*page}', (request, response, next) => {
    // A missing file is a 404; any other address is for the page's own router.
    if (/\.\w+$/.test(request.path) || !request.accepts('html')) return next(notFound());
    response.set('cache-control', 'no-cache').sendFile(join(folder, 'index.html'));
  });
  return routes;
}

function notBuilt(): RequestHandler {
  return (_request, response) => {
    response.status(503).type('text').send('The web pages are not built. Run: npm run build:web\n');
  };
}
