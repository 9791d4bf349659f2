import { MutationCache, QueryCache, QueryClient, queryOptions, useQuery } from '@tanstack/react-query';
import type { Answered } from '#core/contract/pages/contract.ts';
import { call, loadContract } from './call.ts';
import { connection } from './connection.ts';
import { tellOtherTabs } from './other-tabs.ts';
import { isOwnEnd } from './own-end.ts';
import { ProblemError } from './problem.ts';
import { keepUnsent } from './unsent.ts';

/** The first part of every query's key. `live.ts` invalidates by it: put filters and ids after it. */
export const keys = {
  session: ['session'],
  standing: ['standing'],
  home: ['home'],
  assets: ['assets'],
  generations: ['generations'],
  making: ['making'],
  trash: ['trash'],
  places: ['places'],
  sendPlaces: ['send-places'],
  projects: ['projects'],
  palettes: ['palettes'],
  pixels: ['pixels'],
  shares: ['shares'],
  shared: ['shared'],
  ledger: ['ledger'],
  identities: ['identities'],
  sessions: ['sessions'],
  preferences: ['preferences'],
  models: ['models'],
  prices: ['prices'],
  billing: ['billing'],
  admin: ['admin'],
  apiKeys: ['api-keys'],
  webhooks: ['webhooks'],
  webhookDeliveries: ['webhook-deliveries'],
  exports: ['exports'],
  team: ['team'],
  teamGallery: ['team-gallery'],
  mailedLink: ['mailed-link'],
  privacyContact: ['privacy-contact'],
  privacyMap: ['privacy-map'],
  privacy: ['privacy'],
  deletion: ['deletion'],
} as const satisfies Record<string, readonly string[]>;

export const sessionQuery = queryOptions({
  queryKey: keys.session,
  queryFn: async ({ signal, client }) => {
    const session = await call('getSession', { signal });
    const before = signedInAs(client);
    // Before it is needed: their pages ask for more.
    if (session.user) void loadContract().catch(() => undefined);
    // Signed out in another tab or browser: the page goes, what was typed in it stays for its owner.
    if (before !== null && session.user?.id !== before && !isOwnEnd()) keepUnsent(before);
    const who = session.user?.id ?? null;
    if (who !== before) tellOtherTabs({ who, isEnd: false });
    return session;
  },
  staleTime: 60_000,
  // The link in the mail may have been pressed in another tab.
  refetchOnWindowFocus: 'always',
});

/** What can be made, and by which model. */
export const modelsQuery = queryOptions({
  queryKey: keys.models,
  queryFn: ({ signal }) => call('listModels', { signal }),
  staleTime: 60_000,
});

/** The id of who is signed in as far as this page knows; null: nobody. */
export const signedInAs = (client: QueryClient): string | null =>
  client.getQueryData<Answered<'getSession'>>(keys.session)?.user?.id ?? null;

/** What is sold: the same for everybody, until there is another version of UPixel. */
export const pricesQuery = queryOptions({
  queryKey: keys.prices,
  queryFn: ({ signal }) => call('listPrices', { signal }),
  staleTime: Number.POSITIVE_INFINITY,
});

const askedAgainMs = 60_000;
/** While nothing is made, people wait for the end of it. */
const askedSoonMs = 5_000;

/** Which release is served, and whether requests are worked on: asked now and then while somebody looks. */
export const standingQuery = queryOptions({
  queryKey: keys.standing,
  queryFn: ({ signal }) => call('getStanding', { signal }),
  refetchInterval: ({ state }) => (state.data?.making === 'stopped' ? askedSoonMs : askedAgainMs),
  refetchOnWindowFocus: true,
});

/** Who is signed in (`user`, null for nobody), and the chats that offer sign-in. */
export const useSession = () => useQuery(sessionQuery);

export function createQueryClient(): QueryClient {
  /** If a session ended elsewhere, its data is removed, and RequireSession asks to sign in again. */
  const onError = (error: unknown) => {
    if (error instanceof ProblemError && error.problem.type === 'signed_out')
      void client.invalidateQueries({ queryKey: keys.session });
  };
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        retry: (failures, error) => failures < 2 && connection().is === 'fine' && isPassing(error),
        // Offline it fails with its own words, in place of a page that says that it is loading; the shell has everything asked again afterwards.
        networkMode: 'always',
        refetchOnReconnect: false,
      },
      // The person decides whether to retry.
      mutations: { retry: false, networkMode: 'always' },
    },
  });
  return client;
}

/** Worth a retry: no answer, or a server error. A refusal is final. */
const isPassing = (error: unknown) =>
  error instanceof ProblemError && (error.problem.status === 0 || error.problem.status >= 500);
