import './client/without-eval.ts';
import './mantine.ts';
import './styles.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode, startTransition } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router/dom';
import { createQueryClient, pricesQuery, sessionQuery } from './client/queries.ts';
import { Look } from './look.tsx';
import { createRouter } from './routes.tsx';

const client = createQueryClient();
// Every page needs the session, so fetch it before the page's own script has loaded.
const session = client.prefetchQuery(sessionQuery);
const router = createRouter();

const root = document.getElementById('root');
if (root) void draw(root);

async function draw(into: HTMLElement) {
  // The landing page comes with its content (api/web/documents.ts), which stays until the same can be drawn by script in one step.
  if (into.hasChildNodes()) await landingReady().catch(() => undefined);
  const page = (
    <StrictMode>
      <Look>
        <QueryClientProvider client={client}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </Look>
    </StrictMode>
  );
  // In short pieces, between which a slow phone answers a finger.
  startTransition(() => createRoot(into).render(page));
}

async function landingReady() {
  const { preloadLanding } = await import('./pages/start/page.tsx');
  await Promise.all([session, client.prefetchQuery(pricesQuery), preloadLanding(), routerReady()]);
}

function routerReady() {
  return new Promise<void>((ready) => {
    const isReady = () => router.state.initialized && ready();
    router.subscribe(isReady);
    isReady();
  });
}
