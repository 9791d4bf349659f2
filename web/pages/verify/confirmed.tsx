import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { isLinking } from '../../client/use-next.ts';
import { Notice } from '../../shell/notice.tsx';
import { Page } from '../../shell/page.tsx';
import { Sheet } from '../../shell/sheet.tsx';

/** Confirmed and signed in. */
export function Confirmed({ email, next }: { email: string; next: string }) {
  return (
    <Page title="Your address is confirmed" width="narrow">
      <Sheet>
        <Notice title="You are signed in" tone="good">
          {email} is yours, and your account is ready. Pictures are made here and in chat. Next, connect your Discord or
          Slack: the first one brings credits along.
        </Notice>
        <Button component={Link} to={next} fullWidth>
          {isLinking(next) ? 'Go on with linking' : 'Go on to UPixel'}
        </Button>
      </Sheet>
    </Page>
  );
}
