import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { AdminAction } from '#core/contract/pages/admin.ts';
import { call } from '../../client/call.ts';
import { keys } from '../../client/queries.ts';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { Sheet } from '../../shell/sheet.tsx';
import text from '../../shell/text.module.css';
import { Time } from '../../shell/time.tsx';
import rows from './rows.module.css';

const outcomes = {
  done: '',
  refused: ' · refused',
  begun: ' · not known to have ended',
} satisfies Record<AdminAction['outcome'], string>;

/** Operators' actions: on one wallet, or on all. */
export function Actions({ walletId }: { walletId?: string }) {
  const actions = useInfiniteQuery({
    queryKey: [...keys.admin, 'actions', walletId],
    queryFn: ({ pageParam, signal }) =>
      call('adminListActions', {
        query: { ...(walletId === undefined ? {} : { walletId }), ...(pageParam ? { cursor: pageParam } : {}) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  });
  const items = actions.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Sheet aria-labelledby="actions">
      <h2 id="actions">{walletId === undefined ? 'What operators did' : 'What operators did here'}</h2>
      {actions.error && <ProblemAlert error={actions.error} onRetry={() => void actions.refetch()} />}
      {actions.data && items.length === 0 && <p className={text.soft}>Nothing yet.</p>}
      {items.length > 0 && (
        <ul className={rows.rows}>
          {items.map((action) => (
            <Row key={action.id} action={action} isElsewhere={walletId === undefined} />
          ))}
        </ul>
      )}
      {actions.hasNextPage && (
        <Button variant="default" loading={actions.isFetchingNextPage} onClick={() => void actions.fetchNextPage()}>
          Show older
        </Button>
      )}
    </Sheet>
  );
}

function Row({ action, isElsewhere }: { action: AdminAction; isElsewhere: boolean }) {
  return (
    <li className={rows.row}>
      <div className={rows.words}>
        <strong>
          {action.words}
          {outcomes[action.outcome]}
        </strong>
        <span>{action.reason}</span>
        {action.detail !== '' && <span>{action.detail}</span>}
        <span className={text.small}>
          {action.operator} · <Time at={action.createdAt} />
        </span>
      </div>
      {isElsewhere && action.walletId !== null && (
        <Button
          component={Link}
          to={`/admin?wallet=${action.walletId}`}
          variant="default"
          size="xs"
          aria-label={`Look at whom it was about: ${action.words}`}
        >
          Look
        </Button>
      )}
    </li>
  );
}
