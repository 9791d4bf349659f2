import { Anchor, Button } from '@mantine/core';
import { Link } from 'react-router';
import { withNext } from '../../client/safe-next.ts';
import { Notice } from '../../shell/notice.tsx';
import { Page } from '../../shell/page.tsx';
import { Sheet } from '../../shell/sheet.tsx';
import text from '../../shell/text.module.css';

/** The address is confirmed, just now or earlier, but that signs nobody in. */
export function SignInNow({ email, wasBefore = false, next }: { email: string; wasBefore?: boolean; next: string }) {
  return (
    <Page title={wasBefore ? 'Your address is confirmed already' : 'Your address is confirmed'} width="narrow">
      <Sheet>
        <Notice title={wasBefore ? 'There is nothing left to do' : 'Your account is ready'} tone="good">
          {wasBefore ? 'There is an account with ' : 'Sign in with '}
          {email}
          {wasBefore ? '.' : ' and the password that you have just chosen.'}
        </Notice>
        <Button component={Link} to={withNext('/sign-in', next)} fullWidth>
          Sign in
        </Button>
      </Sheet>
      <p className={text.aside}>
        <Anchor component={Link} to="/forgot-password">
          Forgot your password?
        </Anchor>
      </p>
    </Page>
  );
}
