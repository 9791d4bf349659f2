import type { Server } from 'node:http';
import compression from 'compression';
import express, { type Request } from 'express';
import type { Deps } from '#core/deps.ts';
import { health } from '#core/health.ts';
import { headers } from '#core/http/headers.ts';
import { onlyTls } from '#core/http/only-tls.ts';
import { closeServer, listen } from '#core/listen.ts';
import { notFound } from '#core/not-found.ts';
import { registerCsv } from './admin/register-csv.ts';
import { createAuth } from './auth/auth.ts';
import { createRateLimits } from './auth/rate-limits.ts';
import { authRoutes } from './auth/routes.ts';
import { readSession } from './auth/session.ts';
import { clientAddress } from './client-address.ts';
import { artRoutes } from './files/art-routes.ts';
import { exampleRoutes } from './files/example-routes.ts';
import { exportRoutes } from './files/export-routes.ts';
import { referenceRoutes } from './files/reference-routes.ts';
import { fileRoutes } from './files/routes.ts';
import { sharedFiles } from './files/shared-routes.ts';
import { swatchRoutes } from './files/swatch-routes.ts';
import { teamFileRoutes } from './files/team-routes.ts';
import { handlers } from './handlers.ts';
import { plainAddress } from './json/body.ts';
import { problems } from './json/problem.ts';
import { jsonApi } from './json/router.ts';
import { sameOrigin } from './json/same-origin.ts';
import { ledgerCsv } from './ledger/csv-routes.ts';
import { avatarRoutes } from './link/avatar.ts';
import { limitLinks } from './link/limit.ts';
import { createLive } from './live/create-live.ts';
import { limitChats } from './make/limit.ts';
import { onlyHere } from './only-here.ts';
import { openApiRoutes } from './openapi/routes.ts';
import { receiptKeys } from './receipt-keys.ts';
import { replicateWebhook } from './replicate-webhook.ts';
import { requestLog } from './request-log.ts';
import { securityTxt } from './security-txt.ts';
import { shareHead } from './shares/document-head.ts';
import { limitShared } from './shares/limit.ts';
import { stripeWebhook } from './stripe-webhook.ts';
import { v1Problems } from './v1/problem.ts';
import { v1Routes } from './v1/router.ts';
import { web } from './web/routes.ts';

/** Express on PORT: webhooks, health, accounts, the JSON API, pictures, and the web pages; the queue dashboard outside production. */
export async function startApi(deps: Deps): Promise<{ stop(): Promise<void> }> {
  const auth = createAuth(deps);
  const limits = createRateLimits(deps);
  const addressOf = clientAddress(deps.config);
  const live = createLive(deps);
  const session = (request: Request) => readSession(deps, auth, request);
  const app = express();
  app.disable('x-powered-by');
  // Behind the platform's own proxy, the person's address is the one that the proxy saw.
  app.set('trust proxy', deps.config.trustProxy);

  app.use(headers(deps.config));
  app.use(health(deps));
  app.use(onlyTls(deps.config));
  app.use(requestLog(deps, addressOf));
  // Text alone; the pages' own files are compressed already, at the build.
  app.use(compression());
  app.use(replicateWebhook(deps));
  app.use(stripeWebhook(deps));
  if (!deps.config.production) {
    // Its libraries are nothing that production needs.
    const { queueDashboard } = await import('./queue-dashboard.ts');
    app.use('/queues', onlyHere(deps.config), queueDashboard(deps));
  }
  app.use(securityTxt(deps.config));
  app.use(receiptKeys(deps));
  app.use(plainAddress);
  // Before what only our own pages may do: programs have no origin, and no cookie.
  app.use(v1Routes({ deps, limits, addressOf }));
  app.use('/api/v1', v1Problems(deps));
  app.use('/api', sameOrigin(deps.config));
  app.use(authRoutes(deps, auth, limits, addressOf));
  app.use(live.routes(session));
  app.use(openApiRoutes());
  app.use(ledgerCsv(deps, session));
  app.use(registerCsv(deps, session));
  app.use(['/api/link', '/api/privacy/exports/open'], limitLinks(limits, addressOf));
  app.use(limitShared(limits, addressOf));
  app.use(limitChats(limits, addressOf));
  app.use(jsonApi(deps, handlers, session));
  app.use(avatarRoutes(deps, session));
  app.use(artRoutes(deps));
  app.use(exportRoutes(deps, session));
  app.use(referenceRoutes(deps, session));
  app.use(fileRoutes(deps, session));
  app.use(teamFileRoutes(deps, session));
  app.use(sharedFiles(deps));
  app.use(exampleRoutes(deps));
  app.use(swatchRoutes());
  app.use(['/api', '/files', '/webhooks'], () => {
    throw notFound();
  });
  app.use(web(deps.config, { '/s/:token': shareHead(deps, session) }));
  app.use(problems(deps));

  const server: Server = await listen(app, { port: deps.config.webPort, host: deps.config.host, variable: 'PORT' });
  return {
    stop: async () => void (await Promise.all([closeServer(server), live.close()])),
  };
}
