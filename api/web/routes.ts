import { join } from 'node:path';
import { type Request, type RequestHandler, type Response, type Router, Router as router } from 'express';
import expressStaticGzip from 'express-static-gzip';
import type { Config } from '#core/config.ts';
import { addressOf, type PagePath, pagePaths } from '#core/contract/addresses.ts';
import { isPlatform } from '#core/contract/platforms.ts';
import { notFound } from '#core/not-found.ts';
import { built } from './built.ts';
import { createDocuments, type OwnHead } from './documents.ts';

/** What the documents of these pages say, if it depends on more than their address. */
export type OwnHeads = Partial<Record<PagePath, (request: Request) => Promise<OwnHead>>>;

/**
 * The web pages: files with a hash in their name are cached forever, everything else is asked after each time. Each address of a page is answered
 * by its document, any other by one that says so, with the status 404.
 */
export function web(config: Config, ownHeads: OwnHeads = {}): Router {
  const routes = router();
  if (built === undefined) return routes.use(notBuilt());
  const documents = createDocuments(join(built, 'documents'), config);

  const send = (path: PagePath | undefined, request: Request, response: Response) => {
    const { status, text } = documents.render(path, request);
    response.status(status).set('cache-control', 'no-cache').vary('Cookie').type('html').send(text);
  };
  /** Of the moment: nobody keeps it. */
  const sendOwn = (path: PagePath, head: OwnHead, request: Request, response: Response) => {
    const { status, text } = documents.render(path, request, head);
    if (!head.isListed) response.set('x-robots-tag', 'noindex');
    response.status(status).set('cache-control', 'no-store').type('html').send(text);
  };
  for (const path of pagePaths) {
    const ownHead = ownHeads[path];
    routes.get(path, async (request, response) => {
      if (ownHead) return sendOwn(path, await ownHead(request), request, response);
      const exists = addressOf[path].exists?.(request.params) ?? true;
      send(exists ? path : undefined, request, response);
    });
  }
  // To the chat's own page, which asks where UPixel shall be added.
  routes.get('/add/:chat', ({ params: { chat } }, response, next) => {
    const url = isPlatform(chat) ? config.installUrls[chat] : undefined;
    if (url === undefined) return next();
    response.set('cache-control', 'no-store').redirect(url);
  });
  routes.use(files(join(built, 'web')));
  routes.get('/{*page}', (request, response, next) => {
    if (/\.\w+$/.test(request.path) || !request.accepts('html')) return next(notFound());
    send(undefined, request, response);
  });
  return routes;
}

/** With the compressed copies that the build put beside them. */
const files = (folder: string): RequestHandler =>
  expressStaticGzip(folder, {
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

function notBuilt(): RequestHandler {
  return (_request, response) => {
    response.status(503).type('text').send('The web pages are not built. Run: npm run build:web\n');
  };
}
