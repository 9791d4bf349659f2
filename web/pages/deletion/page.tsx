import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'react-router';
import { call } from '../../client/call.ts';
import { keys } from '../../client/queries.ts';
import { useAddressSecret } from '../../client/use-address-secret.ts';
import { EmptyState } from '../../shell/empty-state.tsx';
import { Notice } from '../../shell/notice.tsx';
import { Page } from '../../shell/page.tsx';
import { PageSkeleton } from '../../shell/page-skeleton.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { Due } from '../delete-account/due.tsx';
import { Begun, begunOf } from './begun.tsx';
import { Receipt } from './receipt.tsx';

/** Where the link of a deletion leads: how far it is, a button that stops it, and in the end its receipt. Opening it changes nothing. */
export default function DeletionPage() {
  const { secret: token } = useAddressSecret('deletion');
  const deletion = useQuery({
    queryKey: [...keys.deletion, token],
    queryFn: ({ signal }) => call('readDeletion', { body: { token }, signal }),
    enabled: token !== '',
  });
  const begun = begunOf(useLocation().state);
  // What is asked for again meanwhile would put other words into the place of the answer to the press.
  const [isStopping, setStopping] = useState(false);
  if (token === '' && begun) return <Begun {...begun} />;
  if (token === '')
    return (
      <Page title="A deletion" width="narrow">
        <EmptyState icon="mail" title="Open the link once more">
          This page needs what is in the link of the mail or the chat.
        </EmptyState>
      </Page>
    );
  if (deletion.error) return <ProblemAlert error={deletion.error} />;
  if (!deletion.data) return <PageSkeleton />;
  const { state, dueAt, waitingFor, receipt } = deletion.data;
  return (
    <Page title="A deletion" width="narrow">
      {(state === 'waiting' || (state === 'stopped' && isStopping)) && (
        <Due dueAt={dueAt} token={token} onPressed={() => setStopping(true)} />
      )}
      {state === 'stopped' && !isStopping && (
        <Notice title="It was stopped">
          Nothing was deleted. API keys and share links work; where you were signed out, sign in again.
        </Notice>
      )}
      {state === 'erased' && (
        <Notice title="Our own data is erased" tone="careful">
          {waitingFor.join(' and ')} could not be told yet. We ask again, with growing pauses, until it is done.
        </Notice>
      )}
      {state === 'done' && receipt !== null && <Receipt receipt={receipt} />}
    </Page>
  );
}
