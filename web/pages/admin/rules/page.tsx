import { Anchor, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { call } from '../../../client/call.ts';
import { keys, useSession } from '../../../client/queries.ts';
import { NotFoundPage } from '../../../shell/not-found-page.tsx';
import { Page } from '../../../shell/page.tsx';
import { ProblemAlert } from '../../../shell/problem-alert.tsx';
import { BlockPlace } from './block-place.tsx';
import { Limits } from './limits.tsx';
import { Terms } from './terms.tsx';

/** What may be asked for, and how much of what is free; for operators. For everybody else this page does not exist. */
export default function AdminRulesPage() {
  const { data: session } = useSession();
  const rules = useQuery({
    queryKey: [...keys.admin, 'rules'],
    queryFn: ({ signal }) => call('adminGetRules', { signal }),
    enabled: session?.isOperator === true,
  });
  if (!session?.isOperator) return <NotFoundPage />;
  return (
    <Page
      title="Rules"
      description={
        <>
          Every process follows within seconds. Back to the{' '}
          <Anchor component={Link} to="/admin" underline="always">
            operator’s page
          </Anchor>
          .
        </>
      }
    >
      {rules.error && <ProblemAlert error={rules.error} onRetry={() => void rules.refetch()} />}
      {rules.isPending && <Skeleton height={240} aria-label="Loading the rules" />}
      {rules.data && (
        <>
          <Terms terms={rules.data.terms} />
          <BlockPlace />
          <Limits unpaid={rules.data.unpaid} />
        </>
      )}
    </Page>
  );
}
