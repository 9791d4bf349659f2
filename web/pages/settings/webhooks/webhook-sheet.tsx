import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Webhook } from '#core/contract/pages/webhooks.ts';
import { call } from '../../../client/call.ts';
import { keys } from '../../../client/queries.ts';
import { ProblemAlert } from '../../../shell/problem-alert.tsx';
import { Sheet } from '../../../shell/sheet.tsx';
import text from '../../../shell/text.module.css';
import { Time } from '../../../shell/time.tsx';
import { Deliveries } from './deliveries.tsx';
import { DeleteWebhook, NewSecret } from './webhook-dialogs.tsx';
import classes from './webhook-sheet.module.css';

interface WebhookSheetProps {
  webhook: Webhook;
  onChanged: () => Promise<unknown>;
}

/** One webhook: where it leads, whether it is on, and what was sent. */
export function WebhookSheet({ webhook, onChanged }: WebhookSheetProps) {
  const { id, url, isOn } = webhook;
  const client = useQueryClient();
  const [opened, setOpened] = useState<'secret' | 'delete'>();
  const [isListed, setListed] = useState(false);
  const switching = useMutation({
    mutationFn: () => call('updateWebhook', { params: { id }, body: { isOn: !isOn } }),
    onSuccess: onChanged,
  });
  const testing = useMutation({
    mutationFn: () => call('testWebhook', { params: { id } }),
    onSuccess: () => {
      setListed(true);
      return client.invalidateQueries({ queryKey: [...keys.webhookDeliveries, id] });
    },
  });
  const title = `webhook-${id}`;
  return (
    <Sheet aria-labelledby={title} className={classes.webhook}>
      <div className={classes.head}>
        <h2 id={title} className={classes.url}>
          {url}
        </h2>
        <span className={classes.state} data-on={isOn || undefined}>
          {isOn ? 'On' : 'Off'}
        </span>
      </div>
      <About webhook={webhook} />
      <div className={classes.buttons}>
        <Button variant="default" size="xs" loading={testing.isPending} onClick={() => testing.mutate()}>
          Send a test
        </Button>
        <Button
          variant={isOn ? 'default' : 'filled'}
          size="xs"
          loading={switching.isPending}
          onClick={() => switching.mutate()}
        >
          {isOn ? 'Switch off' : 'Switch on'}
        </Button>
        <Button variant="default" size="xs" onClick={() => setOpened('secret')}>
          New secret
        </Button>
        <Button variant="default" size="xs" onClick={() => setOpened('delete')}>
          Delete
        </Button>
        <Button variant="default" size="xs" aria-expanded={isListed} onClick={() => setListed(!isListed)}>
          {isListed ? 'Hide deliveries' : 'Show deliveries'}
        </Button>
      </div>
      {testing.error && <ProblemAlert error={testing.error} />}
      {switching.error && <ProblemAlert error={switching.error} />}
      {isListed && <Deliveries webhook={webhook} onArrived={onChanged} />}
      <NewSecret
        webhook={webhook}
        opened={opened === 'secret'}
        onClose={() => setOpened(undefined)}
        onMade={onChanged}
      />
      <DeleteWebhook
        webhook={webhook}
        opened={opened === 'delete'}
        onClose={() => setOpened(undefined)}
        onDeleted={onChanged}
      />
    </Sheet>
  );
}

function About({
  webhook: { events, offBecause, offAt, lastDeliveredAt, oldSecretUntil, createdAt },
}: {
  webhook: Webhook;
}) {
  return (
    <>
      <p className={text.small}>
        {events.map((event, index) => (
          <span key={event}>
            {index > 0 && ', '}
            <code>{event}</code>
          </span>
        ))}
      </p>
      <p className={text.small}>
        {lastDeliveredAt === null ? (
          'Nothing has arrived yet'
        ) : (
          <>
            Last arrived <Time at={lastDeliveredAt} />
          </>
        )}{' '}
        · made <Time at={createdAt} />
      </p>
      {offBecause !== null && offAt !== null && (
        <p className={classes.why}>
          {offWords[offBecause]} <Time at={offAt} />. What ended since then is not told; it is in the list of your
          requests.
        </p>
      )}
      {oldSecretUntil !== null && (
        <p className={text.small}>
          Until <Time at={oldSecretUntil} as="date" /> messages are signed with the secret before, too.
        </p>
      )}
    </>
  );
}

const offWords = {
  person: 'You switched it off',
  failing: 'Nothing arrived for a day, so it was switched off',
  gone: 'It answered that it is gone for good (410), so it was switched off',
} as const satisfies Record<NonNullable<Webhook['offBecause']>, string>;
