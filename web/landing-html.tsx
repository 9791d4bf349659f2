import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { renderToString } from 'react-dom/server';
import { createStaticHandler, createStaticRouter, StaticRouterProvider } from 'react-router';
import type { Answered } from '#core/contract/pages/contract.ts';
import type { Platform } from '#core/contract/platforms.ts';
import { pricesQuery, sessionQuery } from './client/queries.ts';
import { Look } from './look.tsx';
import LandingPage from './pages/landing/page.tsx';
import { Shell } from './shell/shell.tsx';

/** The landing page for who is signed out, as main.tsx will draw it: run by the build (scripts/build-web.mjs), so that it is seen before any script. */
export async function landingHtml(prices: Answered<'listPrices'>, addTo: Platform[]): Promise<string> {
  const client = new QueryClient();
  const policies = { at: 'accepted' as const, documents: [] };
  client.setQueryData(sessionQuery.queryKey, { user: null, isOperator: false, signInWith: [], addTo, policies });
  client.setQueryData(pricesQuery.queryKey, prices);
  const { query, dataRoutes } = createStaticHandler([
    { element: <Shell />, children: [{ index: true, element: <LandingPage /> }] },
  ]);
  const context = await query(new Request('http://127.0.0.1/'));
  if (context instanceof Response) throw new Error(`The landing page answers ${context.status}.`);
  return renderToString(
    <Look>
      <QueryClientProvider client={client}>
        <StaticRouterProvider router={createStaticRouter(dataRoutes, context)} context={context} hydrate={false} />
      </QueryClientProvider>
    </Look>,
  );
}
