import { Button, Loader } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { Answered } from '#core/contract/pages/contract.ts';
import { platforms } from '#core/contract/platforms.ts';
import { call } from '../../client/call.ts';
import { keys } from '../../client/queries.ts';
import { EmptyState } from '../../shell/empty-state.tsx';
import { Notice } from '../../shell/notice.tsx';
import { Page } from '../../shell/page.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { Sheet } from '../../shell/sheet.tsx';
import text from '../../shell/text.module.css';
import { Ways } from '../../shell/ways.tsx';
import classes from './done-page.module.css';

type Checkout = Answered<'getCheckout'>;

/** Stripe notifies us a moment after the browser is back, or with some banks days later. */
const askAgainMs = 1_500;

/** Where Stripe sends the browser after a payment. */
export default function DonePage() {
  const [query] = useSearchParams();
  const client = useQueryClient();
  const id = query.get('checkout') ?? '';
  const checkout = useQuery({
    queryKey: ['checkout', id],
    enabled: id !== '',
    queryFn: ({ signal }) => call('getCheckout', { params: { id }, signal }),
    refetchInterval: ({ state }) => (state.data && state.data.status !== 'open' ? false : askAgainMs),
  });
  const isPaid = checkout.data?.status === 'paid';
  useEffect(() => {
    if (!isPaid) return;
    for (const name of ['home', 'ledger', 'billing'] as const) void client.invalidateQueries({ queryKey: keys[name] });
  }, [client, isPaid]);

  if (id === '')
    return (
      <Page title="Billing" width="narrow">
        <EmptyState icon="credits" title="There is no payment here">
          This page needs the address that Stripe sends you back to.
        </EmptyState>
      </Page>
    );
  if (checkout.error && !checkout.data)
    return (
      <Page title="Your payment" width="narrow">
        <ProblemAlert error={checkout.error} onRetry={() => void checkout.refetch()} />
      </Page>
    );
  if (!checkout.data) return <Page title="Your payment" width="narrow" />;
  return <Outcome checkout={checkout.data} />;
}

function Outcome({ checkout: { status, words, platform } }: { checkout: Checkout }) {
  switch (status) {
    case 'paid':
      return (
        <Page title="Thank you" width="narrow">
          <Sheet>
            <Notice title={words} tone="good">
              Paid, and yours. The receipt is on its way to your mailbox.
            </Notice>
            {platform && (
              <p>
                Back to {platforms[platform].label}: you can go on with <code>/imagine</code>.
              </p>
            )}
            <WaysOn />
          </Sheet>
        </Page>
      );
    case 'open':
      return (
        <Page title="One moment" width="narrow">
          <Sheet role="status">
            <p className={classes.waiting}>
              <Loader size="sm" aria-hidden="true" /> Waiting for Stripe to confirm {words}.
            </p>
            <p className={text.small}>
              With some banks this takes days. You can close this page: we tell you by mail and in chat.
            </p>
            <WaysOn />
          </Sheet>
        </Page>
      );
    case 'failed':
    case 'expired':
      return (
        <Page title="Nothing was kept" width="narrow">
          <Sheet>
            <Notice title={`${words}: the payment did not go through`} tone="careful">
              You have paid nothing, and nothing was added. What the bank set aside comes back by itself.
            </Notice>
            <WaysOn />
          </Sheet>
        </Page>
      );
  }
}

const WaysOn = () => (
  <Ways>
    <Button component={Link} to="/">
      Go to Home
    </Button>
    <Button component={Link} to="/billing" variant="default">
      Billing
    </Button>
  </Ways>
);
