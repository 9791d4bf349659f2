import { Anchor, Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link } from 'react-router';
import { sendVerification } from '../../client/auth.ts';
import { withNext } from '../../client/safe-next.ts';
import { Page } from '../../shell/page.tsx';
import { PixelIcon } from '../../shell/pixel-icon.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { Sheet } from '../../shell/sheet.tsx';
import text from '../../shell/text.module.css';

/** Says the same whether or not the address was known; the mail tells its owner which. */
export function CheckMail({ email, next }: { email: string; next: string }) {
  const again = useMutation({
    mutationFn: () => sendVerification({ email, callbackURL: withNext('/verify', next) }),
  });
  return (
    <Page title="Check your mail" width="narrow">
      <Sheet>
        <span className={text.bigIcon}>
          <PixelIcon name="mail" size={48} />
        </span>
        <p>
          If the address is new here, we sent a link to <strong className={text.unbroken}>{email}</strong>. Open it
          within an hour and press the button there; in this browser you are in then.
        </p>
        <p className={text.soft}>
          Nothing there after a minute? Look among the spam. If you had an account with this address already, the mail
          says so.
        </p>
        {again.error && <ProblemAlert error={again.error} />}
        <Button variant="default" loading={again.isPending} disabled={again.isSuccess} onClick={() => again.mutate()}>
          {again.isSuccess ? 'Sent once more' : 'Send it once more'}
        </Button>
        <span role="status" className={text.visuallyHidden}>
          {again.isSuccess && 'Sent once more.'}
        </span>
      </Sheet>
      <p className={text.aside}>
        Wrong address?{' '}
        <Anchor component={Link} to={withNext('/sign-up', next)}>
          Begin again
        </Anchor>
      </p>
    </Page>
  );
}
