import { Button } from '@mantine/core';
import type { Plan, Subscription } from '#core/contract/pages/billing.ts';
import { Notice } from '../../shell/notice.tsx';
import text from '../../shell/text.module.css';
import { Time } from '../../shell/time.tsx';
import type { Portal } from './use-portal.ts';

/** A notice about a plan that does not simply continue. */
export function SubscriptionNotice(props: { subscription: Subscription; plans: Plan[]; portal: Portal }) {
  const { subscription, plans, portal } = props;
  const name = plans.find(({ key }) => key === subscription.plan)?.name ?? subscription.plan;
  if (subscription.status === 'past_due')
    return (
      <Notice title={`The last payment for ${name} did not go through`} tone="careful">
        <p>
          Nothing was taken. {name} holds{' '}
          {subscription.graceUntil ? (
            <>
              until <Time at={subscription.graceUntil} as="date" />
            </>
          ) : (
            'for 7 days'
          )}
          ; then you are on Free. Your credits stay. Try another card on Stripe’s page, and it goes on.
        </p>
        <Button size="xs" loading={portal.isPending} onClick={() => portal.mutate()}>
          Change the card
        </Button>
      </Notice>
    );
  if (subscription.cancelAtPeriodEnd)
    return (
      <Notice title={`${name} ends soon`}>
        <p>
          You have it until <Time at={subscription.currentPeriodEnd} as="date" />, and nothing more is taken. You can
          still keep it.
        </p>
      </Notice>
    );
  return (
    <p className={text.soft}>
      {name} is renewed on <Time at={subscription.currentPeriodEnd} as="date" />.
    </p>
  );
}
