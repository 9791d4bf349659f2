import { useQuery } from '@tanstack/react-query';
import { call } from '../client/call.ts';
import { keys } from '../client/queries.ts';
import text from '../shell/text.module.css';
import { LinkField } from './link-field.tsx';
import { whatItShows } from './words.ts';

/** The newest open link to this image alone: often that is what somebody looks for. */
export function EarlierLinks({ assetId }: { assetId: string }) {
  const { data } = useQuery({
    queryKey: [...keys.shares, { asset: assetId }],
    queryFn: ({ signal }) => call('listShares', { query: { asset: assetId, limit: 10 }, signal }),
  });
  const earlier = data?.items.find(({ url, pictures }) => url !== null && pictures === 1);
  if (!earlier?.url) return null;
  return (
    <div>
      <LinkField url={earlier.url} label="A link that you have made already" />
      <p className={text.small}>{whatItShows(earlier)}</p>
    </div>
  );
}
