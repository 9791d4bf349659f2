import { Button, NativeSelect } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { AdminRequest } from '#core/contract/pages/admin-privacy.ts';
import type { Sent } from '#core/contract/pages/contract.ts';
import { call } from '../../../client/call.ts';
import { keys } from '../../../client/queries.ts';
import { ProblemAlert } from '../../../shell/problem-alert.tsx';
import { Sheet } from '../../../shell/sheet.tsx';
import text from '../../../shell/text.module.css';
import { kindWords } from '../../settings/privacy/request-words.ts';
import find from '../find.module.css';
import rows from '../rows.module.css';
import { CarryOutDialog } from './carry-out-dialog.tsx';
import { EndDialog } from './end-dialog.tsx';
import { RequestRow } from './request-row.tsx';
import { choicesOf } from './words.ts';

type Filter = NonNullable<Sent<'adminListRequests'>['query']>;

const shows = [
  { value: 'open', label: 'Open' },
  { value: 'ended', label: 'Ended' },
  { value: 'all', label: 'All' },
];

export function Register() {
  const [show, setShow] = useState('open');
  const [kind, setKind] = useState('');
  const [ending, setEnding] = useState<AdminRequest>();
  const [carrying, setCarrying] = useState<AdminRequest>();
  const filter = { show, ...(kind === '' ? {} : { kind }) } as Filter;
  const requests = useInfiniteQuery({
    queryKey: [...keys.admin, 'privacy', show, kind],
    queryFn: ({ pageParam, signal }) =>
      call('adminListRequests', { query: { ...filter, ...(pageParam ? { cursor: pageParam } : {}) }, signal }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  });
  const items = requests.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Sheet aria-labelledby="register">
      <h2 id="register">Register</h2>
      <div className={find.fields}>
        <NativeSelect label="Show" data={shows} value={show} onChange={(event) => setShow(event.currentTarget.value)} />
        <NativeSelect
          label="Kind"
          data={[{ value: '', label: 'Every kind' }, ...choicesOf(kindWords)]}
          value={kind}
          onChange={(event) => setKind(event.currentTarget.value)}
        />
      </div>
      {requests.error && <ProblemAlert error={requests.error} onRetry={() => void requests.refetch()} />}
      {requests.data && items.length === 0 && <p className={text.soft}>None.</p>}
      {items.length > 0 && (
        <ul className={rows.rows}>
          {items.map((request) => (
            <RequestRow
              key={request.id}
              request={request}
              onEnd={() => setEnding(request)}
              onCarryOut={() => setCarrying(request)}
            />
          ))}
        </ul>
      )}
      {requests.hasNextPage && (
        <Button variant="default" loading={requests.isFetchingNextPage} onClick={() => void requests.fetchNextPage()}>
          Show older
        </Button>
      )}
      <CarryOutDialog request={carrying} onClose={() => setCarrying(undefined)} />
      <EndDialog request={ending} onClose={() => setEnding(undefined)} />
    </Sheet>
  );
}
