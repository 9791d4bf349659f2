import { Button, Skeleton } from '@mantine/core';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Webhook, WebhookDelivery } from '#core/contract/pages/webhooks.ts';
import { deliveriesKeptDays, testEvent, webhookOutcomes } from '#core/contract/webhooks.ts';
import { call } from '../../../client/call.ts';
import { keys } from '../../../client/queries.ts';
import { ProblemAlert } from '../../../shell/problem-alert.tsx';
import text from '../../../shell/text.module.css';
import { Time } from '../../../shell/time.tsx';
import classes from './deliveries.module.css';

/** While something is on its way at this moment. */
const askedAgainMs = 1_500;
const soonMs = 60_000;

const isUnderWay = ({ status, nextTryAt }: WebhookDelivery) =>
  status === 'pending' && nextTryAt !== null && Date.parse(nextTryAt) < Date.now() + soonMs;

interface DeliveriesProps {
  webhook: Webhook;
  /** What is known of the webhook may have changed. */
  onArrived: () => Promise<unknown>;
}

/** What was sent to a webhook, newest first. */
export function Deliveries({ webhook: { id, isOn }, onArrived }: DeliveriesProps) {
  const deliveries = useInfiniteQuery({
    queryKey: [...keys.webhookDeliveries, id],
    queryFn: ({ pageParam, signal }) =>
      call('listWebhookDeliveries', { params: { id }, query: pageParam ? { cursor: pageParam } : {}, signal }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ items }) => items.some(isUnderWay)) ? askedAgainMs : false,
  });
  const items = deliveries.data?.pages.flatMap((page) => page.items) ?? [];
  const ended = items.filter(({ status }) => status !== 'pending').length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever another one has ended
  useEffect(() => {
    if (ended > 0) void onArrived();
  }, [ended]);
  return (
    <section aria-label="Deliveries" className={classes.deliveries}>
      {deliveries.isPending && <Skeleton height={120} aria-label="Loading deliveries" />}
      {deliveries.error && <ProblemAlert error={deliveries.error} onRetry={() => void deliveries.refetch()} />}
      {deliveries.data && items.length === 0 && (
        <p className={text.soft}>Nothing was sent yet. What is sent is shown here for {deliveriesKeptDays} days.</p>
      )}
      {items.length > 0 && (
        <ol className={classes.list}>
          {items.map((delivery) => (
            <Row key={delivery.id} delivery={delivery} isOn={isOn} onAsked={() => deliveries.refetch()} />
          ))}
        </ol>
      )}
      {deliveries.hasNextPage && (
        <Button
          variant="default"
          size="xs"
          loading={deliveries.isFetchingNextPage}
          onClick={() => void deliveries.fetchNextPage()}
        >
          Show older
        </Button>
      )}
    </section>
  );
}

const statusWords = {
  pending: 'Waits',
  delivered: 'Arrived',
  failed: 'Failed',
  dropped: 'Not sent',
} as const satisfies Record<WebhookDelivery['status'], string>;

interface RowProps {
  delivery: WebhookDelivery;
  isOn: boolean;
  onAsked: () => Promise<unknown>;
}

function Row({ delivery, isOn, onAsked }: RowProps) {
  const { id, event, status, createdAt } = delivery;
  const repeating = useMutation({
    mutationFn: () => call('repeatWebhookDelivery', { params: { id } }),
    onSuccess: onAsked,
  });
  return (
    <li className={classes.row}>
      <div className={classes.words}>
        <span>
          <strong className={classes.status} data-status={status}>
            {statusWords[status]}
          </strong>{' '}
          <code>{event}</code> <Time at={createdAt} />
        </span>
        <span className={text.small}>
          <HowItWent delivery={delivery} />
        </span>
        {repeating.error && <ProblemAlert error={repeating.error} />}
      </div>
      {(isOn || event === testEvent) && (
        <Button
          variant="default"
          size="xs"
          loading={repeating.isPending}
          onClick={() => repeating.mutate()}
          aria-label={`Send ${event} again`}
        >
          {status === 'pending' ? 'Send now' : 'Send again'}
        </Button>
      )}
    </li>
  );
}

/** "It was taken. 204 after 182 ms, at the 3rd try" */
function HowItWent({ delivery }: { delivery: WebhookDelivery }) {
  const { status, outcome, responseStatus, durationMs, attempts, nextTryAt } = delivery;
  return (
    <>
      {status === 'dropped' && 'The webhook was switched off before it arrived. '}
      {outcome === null ? 'Not tried yet.' : webhookOutcomes[outcome]}
      {outcome !== null &&
        durationMs !== null &&
        ` ${responseStatus === null ? 'After' : `Status ${responseStatus} after`} ${durationMs} ms.`}
      {attempts > 1 && ` Tried ${attempts} times.`}
      {status === 'pending' && outcome !== null && nextTryAt !== null && (
        <>
          {' '}
          Next try <Time at={nextTryAt} />.
        </>
      )}
    </>
  );
}
