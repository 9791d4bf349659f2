import { Anchor, NativeSelect, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { call } from '../../../client/call.ts';
import { keys, useSession } from '../../../client/queries.ts';
import { NotFoundPage } from '../../../shell/not-found-page.tsx';
import { Page } from '../../../shell/page.tsx';
import { ProblemAlert } from '../../../shell/problem-alert.tsx';
import { Sheet } from '../../../shell/sheet.tsx';
import text from '../../../shell/text.module.css';
import { UsageTable } from './usage-table.tsx';

const spans = [
  { value: '14', label: '14 days' },
  { value: '31', label: '31 days' },
  { value: '400', label: '13 months' },
];

/** Statistics, for operators; for everybody else this page does not exist. */
export default function AdminUsagePage() {
  const { data: session } = useSession();
  const [days, setDays] = useState('14');
  const usage = useQuery({
    queryKey: [...keys.admin, 'usage', days],
    queryFn: ({ signal }) => call('adminGetUsage', { query: { days: Number(days) }, signal }),
    enabled: session?.isOperator === true,
  });
  if (!session?.isOperator) return <NotFoundPage />;
  return (
    <Page
      title="Usage"
      description={
        <>
          Sums of the days that have ended. People who object are not in them. Back to the{' '}
          <Anchor component={Link} to="/admin" underline="always">
            operator’s page
          </Anchor>
          .
        </>
      }
    >
      <Sheet>
        <NativeSelect
          label="The last"
          data={spans}
          value={days}
          onChange={({ currentTarget }) => setDays(currentTarget.value)}
        />
        {usage.error && <ProblemAlert error={usage.error} onRetry={() => void usage.refetch()} />}
        {usage.isPending && <Skeleton height={240} aria-label="Loading the sums" />}
        {usage.data?.items.length === 0 && (
          <p className={text.soft}>Nothing is counted yet: a day is counted once it is over.</p>
        )}
        {usage.data && usage.data.items.length > 0 && <UsageTable items={usage.data.items} />}
        {usage.data?.isCut && <p className={text.soft}>Earlier days are left out: choose a shorter time.</p>}
      </Sheet>
    </Page>
  );
}
