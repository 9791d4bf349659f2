import { Anchor, Button, Skeleton } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { maxWebhooks } from '#core/contract/webhooks.ts';
import { call } from '../../../client/call.ts';
import { keys, useSession } from '../../../client/queries.ts';
import { EmptyState } from '../../../shell/empty-state.tsx';
import { Notice } from '../../../shell/notice.tsx';
import { Page } from '../../../shell/page.tsx';
import { ProblemAlert } from '../../../shell/problem-alert.tsx';
import text from '../../../shell/text.module.css';
import { NewWebhook } from './new-webhook.tsx';
import { WebhookSheet } from './webhook-sheet.tsx';

export default function WebhooksPage() {
  const client = useQueryClient();
  const { data: session } = useSession();
  const webhooks = useQuery({ queryKey: keys.webhooks, queryFn: ({ signal }) => call('listWebhooks', { signal }) });
  const [isMaking, setMaking] = useState(false);
  const refresh = () => client.invalidateQueries({ queryKey: keys.webhooks });
  const items = webhooks.data?.items ?? [];
  const isFull = items.length >= maxWebhooks;

  return (
    <Page
      title="Webhooks"
      width="reading"
      description={
        <>
          A webhook tells a program of yours that a request has ended, so that it need not ask.{' '}
          <Anchor component={Link} to="/developers#being-told" underline="always">
            How to use it
          </Anchor>
        </>
      }
      actions={
        <Button onClick={() => setMaking(true)} disabled={isFull || !webhooks.data}>
          New webhook
        </Button>
      }
    >
      {session?.user?.deletionDueAt && (
        <Notice title="Nothing is sent now" tone="careful">
          Your account is about to be deleted. If you stop the deletion, your webhooks go on.
        </Notice>
      )}
      {isFull && <p className={text.soft}>You have {maxWebhooks} webhooks, which is as many as there can be.</p>}
      {webhooks.isPending && <Skeleton height={160} aria-label="Loading your webhooks" />}
      {webhooks.error && <ProblemAlert error={webhooks.error} onRetry={() => void webhooks.refetch()} />}
      {webhooks.data && items.length === 0 && (
        <EmptyState icon="connections" title="You have no webhooks">
          Give the address of a program of yours, and we tell it how each request ends, wherever you asked. It is told
          ids alone: prompts and pictures it fetches with an API key.
        </EmptyState>
      )}
      {items.map((webhook) => (
        <WebhookSheet key={webhook.id} webhook={webhook} onChanged={refresh} />
      ))}
      <NewWebhook opened={isMaking} onClose={() => setMaking(false)} onMade={refresh} />
    </Page>
  );
}
