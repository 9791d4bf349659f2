import { Anchor, Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link } from 'react-router';
import { sendVerification } from '../../client/auth.ts';
import { withNext } from '../../client/safe-next.ts';
import { Page } from '../../shell/page.tsx';
import { PixelIcon } from '../../shell/pixel-icon.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';

/** Says the same whether the address was known or not; the mail tells its owner which. */
export function CheckMail({ email, next }: { email: string; next: string }) {
  const again = useMutation({
    mutationFn: () => sendVerification({ email, callbackURL: withNext('/verify', next) }),
  });
  return (
    <Page title="Check your mail" width="narrow">
      <div className="sheet">
        <span className="big-icon">
          <PixelIcon name="mail" size={48} />
        </span>
        <p>
          If the address is new here, we sent a link to <strong className="unbroken">{email}</strong>. Open it within an
          hour and press the button there; in this browser you are in then.
        </p>
        <p className="soft">
          Nothing there after a minute? Look among the spam. If you had an account with this address already, the mail
          says so.
        </p>
        {again.error && <ProblemAlert error={again.error} />}
        <Button variant="default" loading={again.isPending} disabled={again.isSuccess} onClick={() => again.mutate()}>
          {again.isSuccess ? 'Sent once more' : 'Send it once more'}
        </Button>
        <span role="status" className="visually-hidden">
          {again.isSuccess && 'Sent once more.'}
        </span>
      </div>
      <p className="aside">
        Wrong address?{' '}
        <Anchor component={Link} to={withNext('/sign-up', next)}>
          Begin again
        </Anchor>
      </p>
    </Page>
  );
}
