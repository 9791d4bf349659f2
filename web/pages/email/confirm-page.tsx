import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import { confirmEmailChange, openEmailChange } from '../../client/auth.ts';
import { keys, useSession } from '../../client/queries.ts';
import { returnProblem } from '../../client/return-problem.ts';
import { withNext } from '../../client/safe-next.ts';
import { useAddressSecret } from '../../client/use-address-secret.ts';
import { Notice } from '../../shell/notice.tsx';
import { Page } from '../../shell/page.tsx';
import { PageSkeleton } from '../../shell/page-skeleton.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { Sheet } from '../../shell/sheet.tsx';
import text from '../../shell/text.module.css';

/** The page behind the mail to a new address. The change takes a press of the button, by somebody signed in to that account. */
export default function ConfirmEmailPage() {
  const { secret: token, forget } = useAddressSecret('email-confirm');
  const { data: session } = useSession();
  const client = useQueryClient();
  const opened = useQuery({
    queryKey: [...keys.mailedLink, 'email', token, session?.user?.id],
    queryFn: () => openEmailChange(token),
    enabled: token !== '' && session !== undefined,
  });
  const confirming = useMutation({
    mutationFn: () => confirmEmailChange(token),
    onSuccess: () => {
      forget();
      return client.invalidateQueries({ queryKey: keys.session });
    },
  });

  if (confirming.data) return <Done email={confirming.data.email} />;
  if (token === '') return <NoLonger error={returnProblem('invalid_token')} />;
  if (opened.error) return <NoLonger error={opened.error} />;
  if (!opened.data) return <PageSkeleton />;
  const { newEmail, state } = opened.data;
  return (
    <Page title="Confirm your new address" width="narrow">
      <Sheet>
        <p>
          <strong className={text.unbroken}>{newEmail}</strong> becomes the address of {state === 'here' ? 'your' : 'a'}{' '}
          UPixel account. You sign in with it from then on, and all other browsers are signed out.
        </p>
        {confirming.error && <ProblemAlert error={confirming.error} />}
        {state === 'here' && (
          <Button fullWidth loading={confirming.isPending} onClick={() => confirming.mutate()}>
            Confirm
          </Button>
        )}
        {state === 'signed_out' && (
          <>
            <p className={text.soft}>Sign in to that account, with its present address, and press the button then.</p>
            <Button component={Link} to={withNext('/sign-in', '/email/confirm')} fullWidth>
              Sign in
            </Button>
          </>
        )}
        {state === 'other' && <ProblemAlert error={returnProblem('invalid_user')} />}
        <p className={text.small}>
          It was not you who asked? Then close this page: nothing happens without the button.
        </p>
      </Sheet>
    </Page>
  );
}

const Done = ({ email }: { email: string }) => (
  <Page title="Your address is confirmed" width="narrow">
    <Sheet>
      <Notice title={`From now on you sign in with ${email}`} tone="good">
        All other browsers were signed out. The old address can undo this for seven days.
      </Notice>
      <Button component={Link} to="/settings" variant="default" fullWidth>
        Go to Settings
      </Button>
    </Sheet>
  </Page>
);

const NoLonger = ({ error }: { error: unknown }) => (
  <Page title="Confirm your new address" width="narrow">
    <Sheet>
      <ProblemAlert error={error} />
      <Button component={Link} to="/settings" variant="default" fullWidth>
        Go to Settings
      </Button>
    </Sheet>
  </Page>
);
