import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { call } from '../../client/call.ts';
import { keys } from '../../client/queries.ts';
import { Notice } from '../../shell/notice.tsx';
import { Page } from '../../shell/page.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { useUser } from '../../shell/require-session.tsx';
import text from '../../shell/text.module.css';
import { Packs } from './packs.tsx';
import { Payments } from './payments.tsx';
import { Plans } from './plans.tsx';
import { SubscriptionNotice } from './subscription-notice.tsx';
import { Teams } from './teams.tsx';
import { usePortal } from './use-portal.ts';

/** What is for sale, the current plan, and past payments. */
export default function BillingPage() {
  const billing = useQuery({ queryKey: keys.billing, queryFn: ({ signal }) => call('getBilling', { signal }) });
  const user = useUser();
  const portal = usePortal();
  return (
    <Page
      title="Billing"
      description={
        <>
          For the account <strong className={text.unbroken}>{user.email}</strong>. Stripe takes the payment; your card
          never touches us.
        </>
      }
      actions={
        billing.data?.hasPortal && (
          <Button variant="default" loading={portal.isPending} onClick={() => portal.mutate()}>
            Card, invoices, cancel
          </Button>
        )
      }
    >
      {portal.error && <ProblemAlert error={portal.error} />}
      {billing.error && !billing.data && <ProblemAlert error={billing.error} onRetry={() => void billing.refetch()} />}
      {billing.isPending && <Skeleton height={320} aria-label="Loading what there is to buy" />}
      {billing.data && (
        <>
          {billing.data.subscription && (
            <SubscriptionNotice subscription={billing.data.subscription} plans={billing.data.plans} portal={portal} />
          )}
          {billing.data.owed !== null && (
            <Notice title="The next months of a plan bring less">
              <p>{billing.data.owed}</p>
            </Notice>
          )}
          <Plans plans={billing.data.plans} subscription={billing.data.subscription} portal={portal} />
          <Packs packs={billing.data.packs} />
          {billing.data.teams.length > 0 && <Teams teams={billing.data.teams} />}
          <Payments payments={billing.data.payments} />
        </>
      )}
    </Page>
  );
}
