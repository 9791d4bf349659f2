import { type InfiniteData, keepPreviousData, type QueryClient, useInfiniteQuery } from '@tanstack/react-query';
import type { Asset, AssetSummary } from '#core/contract/pages/shapes.ts';
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

type Loaded = InfiniteData<{ items: AssetSummary[]; next: string | null; total: number | null }>;

/** Takes images that are gone out of every list that was loaded, and from beside the others of their request: whoever comes there must not see them until it has loaded anew. */
export function forgetAssets(client: QueryClient, ids: ReadonlySet<string>): void {
  changePages(client, ({ items, total, ...page }) => {
    const left = items.filter(({ id }) => !ids.has(id));
    return { ...page, items: left, total: total === null ? null : total - (items.length - left.length) };
  });
  const without = (asset: Asset): Asset =>
    ids.has(asset.id) ? asset : { ...asset, siblings: asset.siblings.filter(({ id }) => !ids.has(id)) };
  client.setQueriesData<Asset>({ queryKey: [...keys.assets, 'one'] }, (asset) => asset && without(asset));
}

/** Changes images in every list that was loaded, and where one is shown alone, before the API has answered. */
export function changeAssets(client: QueryClient, ids: ReadonlySet<string>, change: Partial<AssetSummary>): void {
  const changed = <Shown extends { id: string }>(asset: Shown): Shown =>
    ids.has(asset.id) ? { ...asset, ...change } : asset;
  changePages(client, (page) => ({ ...page, items: page.items.map(changed) }));
  client.setQueriesData<Asset>({ queryKey: [...keys.assets, 'one'] }, (asset) => asset && changed(asset));
}

const changePages = (client: QueryClient, change: (page: Loaded['pages'][number]) => Loaded['pages'][number]): void =>
  void client.setQueriesData<Loaded>(
    { queryKey: [...keys.assets, 'list'] },
    (list) => list && { ...list, pages: list.pages.map(change) },
  );
