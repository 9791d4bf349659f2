import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { call } from '../../client/call.ts';
import { useConnection } from '../../client/connection.ts';
import { keys } from '../../client/queries.ts';
import { EmptyState } from '../../shell/empty-state.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import text from '../../shell/text.module.css';
import classes from './feed.module.css';
import { Request } from './request.tsx';

const perPage = 12;

/** One's requests, newest first: what waits and runs, and what came of the others. Each change arrives by itself. */
export function Feed({ onUse }: { onUse: (generationId: string) => void }) {
  const requests = useInfiniteQuery({
    queryKey: [...keys.generations, 'feed'],
    queryFn: ({ pageParam, signal }) =>
      call('listGenerations', {
        query: { limit: perPage, ...(pageParam === '' ? {} : { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  });
  const { is } = useConnection();
  const items = requests.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section aria-labelledby="requests" className={classes.feed}>
      <h2 id="requests">Your requests</h2>
      {/* Of a list that is there, the line above all pages says from when it is. */}
      {requests.error && (!requests.data || is === 'fine') && (
        <ProblemAlert error={requests.error} onRetry={() => void requests.refetch()} />
      )}
      {requests.isPending && <p className={text.soft}>Loading…</p>}
      {requests.data && items.length === 0 && (
        <EmptyState icon="make" title="Nothing was asked for yet">
          Say what you want to see. The picture appears here, and in your gallery.
        </EmptyState>
      )}
      {items.length > 0 && (
        <ol className={classes.requests}>
          {items.map((request) => (
            <Request key={request.id} request={request} onUse={onUse} />
          ))}
        </ol>
      )}
      {requests.hasNextPage && (
        <Button
          variant="default"
          className={classes.older}
          loading={requests.isFetchingNextPage}
          onClick={() => void requests.fetchNextPage()}
        >
          Older ones
        </Button>
      )}
    </section>
  );
}
