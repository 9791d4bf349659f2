import { Button, NativeSelect, Skeleton, TextInput } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import type { LedgerLine } from '#core/contract/pages/ledger-shapes.ts';
import { plainPaths } from '#core/contract/pages/plain-paths.ts';
import { call, queryOf } from '../../client/call.ts';
import { keys } from '../../client/queries.ts';
import { EmptyState } from '../../shell/empty-state.tsx';
import { Page } from '../../shell/page.tsx';
import { Printed } from '../../shell/printed.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { Lines } from './lines.tsx';
import { Lots } from './lots.tsx';
import classes from './page.module.css';

const kinds = [
  { value: '', label: 'All' },
  { value: 'grant', label: 'Granted' },
  { value: 'hold', label: 'Spent or held' },
  { value: 'release', label: 'Given back' },
  { value: 'forfeit', label: 'Not carried over' },
  { value: 'refund', label: 'Refunded' },
  { value: 'expire', label: 'Expired' },
  { value: 'dispute', label: 'Disputed' },
  { value: 'gift', label: 'Gifts' },
  { value: 'correction', label: 'Corrected' },
] as const;
type Kind = LedgerLine['kind'];
const kindOf = (text: string | null): Kind | undefined =>
  kinds.map(({ value }) => value).find((value): value is Kind => value !== '' && value === text);

/** Every change of the credits, explained. */
export default function CreditsPage() {
  const [query, setQuery] = useSearchParams();
  const filter = { kind: kindOf(query.get('kind')), from: query.get('from') ?? '', to: query.get('to') ?? '' };
  const set = (name: string, value: string) =>
    setQuery((old) => {
      const next = new URLSearchParams(old);
      if (value) next.set(name, value);
      else next.delete(name);
      return next;
    });
  const given = {
    ...(filter.kind ? { kind: filter.kind } : {}),
    ...(filter.from ? { from: filter.from } : {}),
    ...(filter.to ? { to: filter.to } : {}),
  };
  const ledger = useInfiniteQuery({
    queryKey: [...keys.ledger, given],
    queryFn: ({ pageParam, signal }) =>
      call('listLedger', { query: { ...given, ...(pageParam ? { cursor: pageParam } : {}) }, signal }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });
  const lines = ledger.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page
      title="Credits"
      actions={
        <Button component="a" variant="default" href={plainPaths.ledgerCsv + queryOf(given)} download>
          Download CSV
        </Button>
      }
    >
      <Printed />
      <Lots />
      <div className={classes.filters}>
        <NativeSelect
          label="Kind"
          value={filter.kind ?? ''}
          onChange={(event) => set('kind', event.currentTarget.value)}
          data={[...kinds]}
        />
        <TextInput
          label="From"
          type="date"
          value={filter.from}
          onChange={(event) => set('from', event.currentTarget.value)}
        />
        <TextInput
          label="To"
          type="date"
          value={filter.to}
          onChange={(event) => set('to', event.currentTarget.value)}
        />
      </div>
      {ledger.error && <ProblemAlert error={ledger.error} onRetry={() => void ledger.refetch()} />}
      {ledger.isPending && <Skeleton height={240} aria-label="Loading your credits" />}
      {ledger.data && lines.length === 0 && (
        <EmptyState icon="credits" title="Nothing to show">
          {Object.keys(given).length > 0
            ? 'No change is like that. Try fewer filters.'
            : 'Link a chat and its credits come along.'}
        </EmptyState>
      )}
      {lines.length > 0 && <Lines lines={lines} />}
      {ledger.hasNextPage && (
        <Button variant="default" loading={ledger.isFetchingNextPage} onClick={() => void ledger.fetchNextPage()}>
          Show older
        </Button>
      )}
    </Page>
  );
}
