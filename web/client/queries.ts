import { MutationCache, QueryCache, QueryClient, queryOptions, useQuery } from '@tanstack/react-query';
import { call } from './call.ts';
import { ProblemError } from './problem.ts';

/** The first part of every query's key. `live.ts` invalidates by it: put filters and ids after it. */
export const keys = {
  session: ['session'],
  home: ['home'],
  assets: ['assets'],
  generations: ['generations'],
  making: ['making'],
  trash: ['trash'],
  places: ['places'],
  projects: ['projects'],
  ledger: ['ledger'],
  identities: ['identities'],
  sessions: ['sessions'],
  models: ['models'],
  prices: ['prices'],
  billing: ['billing'],
  admin: ['admin'],
  apiKeys: ['api-keys'],
  exports: ['exports'],
  team: ['team'],
  mailedLink: ['mailed-link'],
  privacyContact: ['privacy-contact'],
  privacyMap: ['privacy-map'],
  privacy: ['privacy'],
  deletion: ['deletion'],
} as const satisfies Record<string, readonly string[]>;

export const sessionQuery = queryOptions({
  queryKey: keys.session,
  queryFn: ({ signal }) => call('getSession', { signal }),
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

/** What is sold: the same for everybody, until there is another version of UPixel. */
export const pricesQuery = queryOptions({
  queryKey: keys.prices,
  queryFn: ({ signal }) => call('listPrices', { signal }),
  staleTime: Number.POSITIVE_INFINITY,
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
      queries: { staleTime: 10_000, retry: (failures, error) => failures < 2 && isPassing(error) },
      // The person decides whether to retry.
      mutations: { retry: false, networkMode: 'always' },
    },
  });
  return client;
}

/** Worth a retry: no answer, or a server error. A refusal is final. */
const isPassing = (error: unknown) =>
  error instanceof ProblemError && (error.problem.status === 0 || error.problem.status >= 500);
