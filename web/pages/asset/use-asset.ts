import { keepPreviousData, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { call } from '../../client/call.ts';
import { keys } from '../../client/queries.ts';
import { asked, type Filter } from '../gallery/use-filter.ts';

export const assetQuery = (id: string, filter: Filter) =>
  queryOptions({
    queryKey: [...keys.assets, 'one', id, filter],
    queryFn: ({ signal }) =>
      filter.q
        ? call('getFoundAsset', { params: { id }, body: asked(filter), signal })
        : call('getAsset', { params: { id }, query: asked(filter), signal }),
  });

/**
 * One image among those that match a filter. The previous one stays until it has loaded, and its neighbours are
 * prefetched.
 * @param isLeaving the image may be deleted at any moment, so it is not refetched
 */
export function useAsset(id: string, filter: Filter, isLeaving: boolean) {
  const client = useQueryClient();
  const asset = useQuery({ ...assetQuery(id, filter), placeholderData: keepPreviousData, enabled: !isLeaving });
  // The neighbours in an outdated answer may be gone.
  const { newerId, olderId } = (asset.isFetching || isLeaving ? undefined : asset.data) ?? {};
  // biome-ignore lint/correctness/useExhaustiveDependencies: a filter is another image's query
  useEffect(() => {
    for (const neighbour of [olderId, newerId])
      if (neighbour)
        void client.fetchQuery(assetQuery(neighbour, filter)).then(
          ({ imageUrl }) => {
            new Image().src = imageUrl;
          },
          () => undefined, // reported once somebody goes there
        );
  }, [client, newerId, olderId]);
  return asset;
}
