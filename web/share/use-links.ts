import { useQuery } from '@tanstack/react-query';
import { call } from '../client/call.ts';
import { keys } from '../client/queries.ts';

/** The links that show this image now, newest first, those to it alone before those to several. */
export function useLinks(assetId: string) {
  const { data } = useQuery({
    queryKey: [...keys.shares, { asset: assetId }],
    queryFn: ({ signal }) => call('listShares', { query: { asset: assetId, limit: 100 }, signal }),
  });
  const open = data?.items.flatMap(({ url, ...share }) => (url === null ? [] : [{ ...share, url }])) ?? [];
  return [...open.filter(({ pictures }) => pictures === 1), ...open.filter(({ pictures }) => pictures > 1)];
}
