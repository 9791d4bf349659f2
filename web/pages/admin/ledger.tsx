import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { call } from '../../client/call.ts';
import { keys } from '../../client/queries.ts';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { Sheet } from '../../shell/sheet.tsx';
import text from '../../shell/text.module.css';
import { Lines } from '../credits/lines.tsx';

/** The person's own ledger texts, without their prompts. Fetched again when the balance changes. */
export function Ledger({ walletId, balance }: { walletId: string; balance: number }) {
  const ledger = useInfiniteQuery({
    queryKey: [...keys.admin, 'ledger', walletId, balance],
    queryFn: ({ pageParam, signal }) =>
      call('adminListLedger', { params: { id: walletId }, query: pageParam ? { cursor: pageParam } : {}, signal }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    placeholderData: (earlier) => earlier,
  });
  const lines = ledger.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Sheet aria-labelledby="ledger">
      <h2 id="ledger">Ledger</h2>
      {ledger.error && <ProblemAlert error={ledger.error} onRetry={() => void ledger.refetch()} />}
      {ledger.data && lines.length === 0 && <p className={text.soft}>Nothing yet.</p>}
      {lines.length > 0 && <Lines lines={lines} />}
      {ledger.hasNextPage && (
        <Button variant="default" loading={ledger.isFetchingNextPage} onClick={() => void ledger.fetchNextPage()}>
          Show older
        </Button>
      )}
    </Sheet>
  );
}
