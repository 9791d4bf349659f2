import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { call } from '../../client/call.ts';
import { Notice } from '../../shell/notice.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { Sheet } from '../../shell/sheet.tsx';

const day = (at: string) => new Date(at).toLocaleString('en-GB', { dateStyle: 'long', timeStyle: 'short' });

interface DueProps {
  dueAt: string;
  token?: string;
  /** At the press, before anybody knows whether it is stopped. */
  onPressed?: () => void;
  onStopped?: () => unknown;
}

/** A deletion that can still be stopped: signed in, or by its link (`token`). */
export function Due({ dueAt, token, onPressed, onStopped }: DueProps) {
  const stopping = useMutation({
    mutationFn: () => call('stopDeletion', { body: token === undefined ? {} : { token } }),
    ...(onPressed ? { onMutate: onPressed } : {}),
    ...(onStopped ? { onSuccess: onStopped } : {}),
  });
  if (stopping.data) return <Stopped plansGoOn={stopping.data.plansGoOn} />;
  return (
    <Sheet>
      <Notice title={`The deletion begins on ${day(dueAt)}`} tone="careful">
        Until then nothing new can be made, bought, given or linked, and your API keys and share links do not work.
      </Notice>
      <p>
        If you stop it, nothing is lost: API keys and share links work again, and a plan that was to end with it goes
        on.
      </p>
      {stopping.error && <ProblemAlert error={stopping.error} />}
      <Button fullWidth loading={stopping.isPending} onClick={() => stopping.mutate()}>
        Stop the deletion
      </Button>
    </Sheet>
  );
}

const back = 'Nothing was deleted. API keys and share links work again; where you were signed out, sign in again.';

const Stopped = ({ plansGoOn }: { plansGoOn: boolean }) => (
  <Notice title="The deletion is stopped" tone="good">
    {plansGoOn
      ? `${back} A plan that was to end with it goes on.`
      : `${back} But Stripe could not be told that your plan goes on: do that on the billing page.`}
  </Notice>
);
