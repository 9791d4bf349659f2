import { QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, StrictMode, startTransition } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router/dom';
import { createQueryClient, pricesQuery, sessionQuery } from './client/queries.ts';
import { Look } from './look.tsx';
import { createRouter } from './routes.tsx';
import { TakeOver, watchAhead } from './take-over.tsx';

const client = createQueryClient();
// Every page needs the session, so fetch it before the page's own script has loaded.
const session = client.prefetchQuery(sessionQuery);
const router = createRouter(client);

/** What else the pages need that come with their content (api/web/documents.ts), to be drawn by script as they stand. */
const needs: Partial<Record<string, () => Promise<unknown>>> = {
  '/': async () => {
    const { preloadLanding } = await import('./pages/start/page.tsx');
    return Promise.all([client.prefetchQuery(pricesQuery), preloadLanding()]);
  },
  '/privacy': async () => (await import('./pages/policy/preload.ts')).preloadPolicy(client, 'privacy'),
  '/terms': async () => (await import('./pages/policy/preload.ts')).preloadPolicy(client, 'terms'),
};

/** Draws whatever page the address names. */
export async function draw(into: HTMLElement): Promise<void> {
  const page = (
    <Look>
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </Look>
  );
  if (into.dataset.ahead === undefined) return render(into, page);
  const from = watchAhead(into);
  // What stands there stays until the same can be drawn by script in one step.
  await Promise.all([session, routerReady(), needs[location.pathname]?.()]).catch(() => undefined);
  render(into, <TakeOver from={from}>{page}</TakeOver>);
}

/** In short pieces, between which a slow phone answers a finger. */
function render(into: HTMLElement, page: ReactNode) {
  startTransition(() => createRoot(into).render(<StrictMode>{page}</StrictMode>));
}

function routerReady() {
  return new Promise<void>((ready) => {
    const isReady = () => router.state.initialized && ready();
    router.subscribe(isReady);
    isReady();
  });
}
