import { type Router, Router as router } from 'express';
import { plainPaths } from '#core/contract/pages/plain-paths.ts';
import { openApiDocument } from './document.ts';
import { docsPage } from './page.ts';

/** The page may load or run nothing; its style is inline. */
const policy =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** The API's description, for programs and for people. Built at the first request, then kept. */
export function openApiRoutes(): Router {
  const routes = router();
  let json: string | undefined;
  let page: string | undefined;
  routes.get(plainPaths.openApi, (_request, response) => {
    json ??= JSON.stringify(openApiDocument(), null, 2);
    response.set('cache-control', 'public, max-age=300').type('application/json').send(json);
  });
  routes.get(plainPaths.apiDocs, (_request, response) => {
    page ??= docsPage(openApiDocument());
    response.set({ 'cache-control': 'public, max-age=300', 'content-security-policy': policy });
    response.type('html').send(page);
  });
  return routes;
}
