import { type InfiniteData, keepPreviousData, type QueryClient, useInfiniteQuery } from '@tanstack/react-query';
import type { AssetSummary } from '#core/contract/pages/shapes.ts';
import { call } from '../../client/call.ts';
import { keys } from '../../client/queries.ts';
import { asked, type Filter } from './use-filter.ts';

/** Enough for two screens of the largest window. */
const pageSize = 60;
/** How long somebody may view one image before they return to their position. */
const keptMs = 30 * 60_000;

/** The images that match a filter, newest first, as far as somebody has scrolled. */
export function useAssets(filter: Filter) {
  return useInfiniteQuery({
    queryKey: [...keys.assets, 'list', filter],
    queryFn: ({ pageParam, signal }) => {
      const wanted = { ...asked(filter), ...(pageParam ? { cursor: pageParam } : {}), limit: pageSize };
      return filter.q ? call('searchAssets', { body: wanted, signal }) : call('listAssets', { query: wanted, signal });
    },
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
    gcTime: keptMs,
  });
}

type Loaded = InfiniteData<{ items: AssetSummary[]; next: string | null }>;

/** Takes deleted images out of every list that was loaded: whoever comes back to one must not see them until it has loaded anew. */
export function forgetAssets(client: QueryClient, ids: ReadonlySet<string>): void {
  client.setQueriesData<Loaded>(
    { queryKey: [...keys.assets, 'list'] },
    (list) =>
      list && {
        ...list,
        pages: list.pages.map((page) => ({ ...page, items: page.items.filter(({ id }) => !ids.has(id)) })),
      },
  );
}
