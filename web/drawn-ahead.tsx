import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { ComponentType } from 'react';
import { renderToString } from 'react-dom/server';
import { createStaticHandler, createStaticRouter, StaticRouterProvider } from 'react-router';
import type { Answered } from '#core/contract/pages/contract.ts';
import type { Platform } from '#core/contract/platforms.ts';
import { type PolicyName, policyVersions } from '#core/contract/policies.ts';
import { pricesQuery, sessionQuery } from './client/queries.ts';
import { Look } from './look.tsx';
import DevelopersPage from './pages/developers/page.tsx';
import LandingPage from './pages/landing/page.tsx';
import { contactQuery } from './pages/policy/contact.ts';
import { policyQuery } from './pages/policy/page.tsx';
import { readPolicy } from './pages/policy/texts.ts';
import PrivacyPage from './pages/privacy/page.tsx';
import SignInPage from './pages/sign-in/page.tsx';
import SignUpPage from './pages/sign-up/page.tsx';
import TermsPage from './pages/terms/page.tsx';
import { Shell } from './shell/shell.tsx';

const pages: Record<string, ComponentType> = {
  '/': LandingPage,
  '/sign-in': SignInPage,
  '/sign-up': SignUpPage,
  '/developers': DevelopersPage,
  '/privacy': PrivacyPage,
  '/terms': TermsPage,
};

interface Known {
  prices: Answered<'listPrices'>;
  /** The chats that the page may offer, for whatever it offers them. */
  chats: Platform[];
  /** Who answers questions about privacy: what stands for it until the server knows. */
  contact: string;
}

/**
 * A page for who is signed out, as app.tsx will draw it: run by the build (scripts/web-documents.mjs), so that it is seen before any script. A form
 * in it sends nothing by itself: what was typed would stand in the address.
 */
export async function drawnAhead(path: string, known: Known): Promise<string> {
  const page = pages[path];
  if (!page) throw new Error(`${path} is not among the pages that are drawn ahead.`);
  const { query, dataRoutes } = createStaticHandler([{ element: <Shell />, children: [{ path, Component: page }] }]);
  const context = await query(new Request(`http://127.0.0.1${path}`));
  if (context instanceof Response) throw new Error(`${path} answers ${context.status}.`);
  const html = renderToString(
    <Look>
      <QueryClientProvider client={await clientWith(known)}>
        <StaticRouterProvider router={createStaticRouter(dataRoutes, context)} context={context} hydrate={false} />
      </QueryClientProvider>
    </Look>,
  );
  return html.replaceAll('<form ', '<form method="dialog" ');
}

async function clientWith({ prices, chats, contact }: Known): Promise<QueryClient> {
  const client = new QueryClient();
  const policies = { at: 'accepted' as const, documents: [] };
  const session = { user: null, isOperator: false, signInWith: chats, addTo: chats, policies };
  client.setQueryData(sessionQuery.queryKey, session);
  client.setQueryData(pricesQuery.queryKey, prices);
  client.setQueryData(contactQuery.queryKey, { contact });
  for (const name of Object.keys(policyVersions) as PolicyName[]) {
    const [newest] = policyVersions[name];
    client.setQueryData(policyQuery(name, newest).queryKey, await readPolicy(name, newest));
  }
  return client;
}
