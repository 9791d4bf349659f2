import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { call } from '../../client/call.ts';
import { Notice } from '../../shell/notice.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { Sheet } from '../../shell/sheet.tsx';

const day = (at: string) => new Date(at).toLocaleString('en-GB', { dateStyle: 'long', timeStyle: 'short' });

/** A deletion that can still be stopped: signed in, or by its link (`token`). */
export function Due({ dueAt, token, onStopped }: { dueAt: string; token?: string; onStopped: () => unknown }) {
  const stopping = useMutation({
    mutationFn: () => call('stopDeletion', { body: token === undefined ? {} : { token } }),
    onSuccess: onStopped,
  });
  if (stopping.data) return <Stopped plansGoOn={stopping.data.plansGoOn} />;
  return (
    <Sheet>
      <Notice title={`The deletion begins on ${day(dueAt)}`} tone="careful">
        Until then nothing new can be made, bought, given or linked.
      </Notice>
      <p>If you stop it, everything is as before. A plan that was to end with it goes on.</p>
      {stopping.error && <ProblemAlert error={stopping.error} />}
      <Button fullWidth loading={stopping.isPending} onClick={() => stopping.mutate()}>
        Stop the deletion
      </Button>
    </Sheet>
  );
}

const Stopped = ({ plansGoOn }: { plansGoOn: boolean }) => (
  <Notice title="The deletion is stopped" tone="good">
    {plansGoOn
      ? 'Everything is as before.'
      : 'Everything is as before, but Stripe could not be told that your plan goes on: do that on the billing page.'}
  </Notice>
);
