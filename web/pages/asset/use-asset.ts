import { keepPreviousData, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { call } from '../../client/call.ts';
import { keys } from '../../client/queries.ts';
import { asked, type Filter } from '../gallery/use-filter.ts';

const assetQuery = (id: string, filter: Filter) =>
  queryOptions({
    queryKey: [...keys.assets, 'one', id, filter],
    queryFn: ({ signal }) => call('getAsset', { params: { id }, query: asked(filter), signal }),
  });

/** One image among those that pass a filter. The last one stays until it is here, and its neighbours are fetched ahead. */
export function useAsset(id: string, filter: Filter) {
  const client = useQueryClient();
  const asset = useQuery({ ...assetQuery(id, filter), placeholderData: keepPreviousData });
  const { newerId, olderId } = asset.data ?? {};
  // biome-ignore lint/correctness/useExhaustiveDependencies: a filter is another image's query
  useEffect(() => {
    for (const neighbour of [olderId, newerId])
      if (neighbour)
        void client.fetchQuery(assetQuery(neighbour, filter)).then(
          ({ imageUrl }) => {
            new Image().src = imageUrl;
          },
          () => undefined, // said once somebody goes there
        );
  }, [client, newerId, olderId]);
  return asset;
}
