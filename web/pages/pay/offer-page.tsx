import { Button, Skeleton } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, Navigate } from 'react-router';
import { moneyText } from '#core/contract/money.ts';
import type { Offer } from '#core/contract/pages/billing.ts';
import { call } from '../../client/call.ts';
import { problemOf } from '../../client/problem.ts';
import { withNext } from '../../client/safe-next.ts';
import { Page } from '../../shell/page.tsx';
import { PlatformBadge } from '../../shell/platform-badge.tsx';
import { Price } from '../../shell/price.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { Sheet } from '../../shell/sheet.tsx';
import text from '../../shell/text.module.css';
import classes from './offer-page.module.css';

interface Wanted {
  item: string;
  token: string | undefined;
  team: string | undefined;
}

const sent = ({ item, token, team }: Wanted) => ({
  body: { item, ...(token === undefined ? {} : { token }), ...(team === undefined ? {} : { team }) },
});

const pathOf = ({ item, team }: Wanted) =>
  `/buy/${item}${team === undefined ? '' : `?${new URLSearchParams({ team })}`}`;

/** What is about to be paid for, and for which account, before the person is sent to Stripe. */
export function OfferPage(wanted: Wanted) {
  const offer = useQuery({
    queryKey: ['offer', wanted.item, wanted.token ?? null, wanted.team ?? null],
    queryFn: ({ signal }) => call('openOffer', { ...sent(wanted), signal }),
    gcTime: 0,
  });
  if (offer.error && problemOf(offer.error).type === 'signed_out')
    return <Navigate to={withNext('/sign-in', pathOf(wanted))} replace />;
  if (offer.error)
    return (
      <Page title="Nothing was paid" width="narrow">
        <ProblemAlert error={offer.error}>
          <Button component={Link} to="/billing" size="xs" variant="default">
            See what there is to buy
          </Button>
        </ProblemAlert>
      </Page>
    );
  if (!offer.data)
    return (
      <Page title="One moment" width="narrow">
        <Skeleton height={260} aria-label="Loading" />
      </Page>
    );
  return <Decide wanted={wanted} offer={offer.data} />;
}

function Decide({ wanted, offer }: { wanted: Wanted; offer: Offer }) {
  const paying = useMutation({
    mutationFn: async () => {
      const { url } = await call('beginCheckout', sent(wanted));
      location.assign(url);
      await new Promise(() => {}); // stay busy until the browser has left
    },
  });
  const { account, team, place } = offer;
  return (
    <Page title={offer.words} width="narrow" description={offer.detail}>
      <Sheet>
        <Price words={moneyText(offer.price)} term={offer.isMonthly ? 'a month, until you cancel' : undefined} />
        <dl className={classes.facts}>
          {team !== null && (
            <div>
              <dt>For</dt>
              <dd className={text.unbroken}>
                <strong>{team}</strong>
              </dd>
            </div>
          )}
          <div>
            <dt>{team === null ? 'For the account' : 'Paid by, and receipts to'}</dt>
            <dd className={text.unbroken}>
              <strong>{account.name || account.email}</strong>
              {account.name && <span className={text.soft}>{account.email}</span>}
            </dd>
          </div>
          {place && (
            <div>
              <dt>Asked for in</dt>
              <dd>
                <PlatformBadge platform={place.platform} place={place.name || null} />
              </dd>
            </div>
          )}
        </dl>
        {paying.error && <ProblemAlert error={paying.error} />}
        <Button fullWidth loading={paying.isPending} onClick={() => paying.mutate()}>
          Continue to Stripe
        </Button>
        <p className={text.small}>
          Stripe asks for the card and sends the receipt to the address above. Nothing is taken before you press its
          button.
        </p>
      </Sheet>
      <p className={text.aside}>Not your account? Then close this page: nothing happens.</p>
    </Page>
  );
}
