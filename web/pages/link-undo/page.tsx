import { Anchor, Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import { quoted } from '#core/contract/isolated.ts';
import type { Answered } from '#core/contract/pages/contract.ts';
import { platforms } from '#core/contract/platforms.ts';
import { call } from '../../client/call.ts';
import { keys } from '../../client/queries.ts';
import { useAddressSecret } from '../../client/use-address-secret.ts';
import { EmptyState } from '../../shell/empty-state.tsx';
import { Notice } from '../../shell/notice.tsx';
import { Page } from '../../shell/page.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { Sheet } from '../../shell/sheet.tsx';
import text from '../../shell/text.module.css';

/** "This wasn't me" from the e-mail. It takes a click, because programs that scan mails open their links. */
export default function LinkUndoPage() {
  const { secret: token, forget } = useAddressSecret('link-undo');
  const client = useQueryClient();
  const undoing = useMutation({
    mutationFn: (sent: string) => call('undoLink', { body: { token: sent } }),
    onSuccess: () => {
      forget();
      return client.invalidateQueries({ queryKey: keys.session });
    },
  });

  if (undoing.data) return <Undone was={undoing.data} />;
  if (!token) return <NoToken />;
  return (
    <Page title="This wasn’t me" width="narrow" description="A chat was linked to your account, and it was not you?">
      <Sheet>
        <p>
          Then press the button. The chat is unlinked, and every browser is signed out of your account, this one too.
          Your images and credits stay in your account.
        </p>
        {undoing.error && (
          <ProblemAlert error={undoing.error}>
            <Button component={Link} to="/connections" size="xs" variant="default">
              Go to Connections
            </Button>
          </ProblemAlert>
        )}
        <Button color="red" fullWidth loading={undoing.isPending} onClick={() => undoing.mutate(token)}>
          Unlink and sign out everywhere
        </Button>
        <p className={text.small}>It was you? Then close this page: nothing happens without the button.</p>
      </Sheet>
    </Page>
  );
}

function Undone({ was: { platform, name } }: { was: Answered<'undoLink'> }) {
  return (
    <Page title="It is undone" width="narrow">
      <Sheet>
        <Notice title={`${platforms[platform].label}${name ? ` ${quoted(name)}` : ''} was unlinked`} tone="good">
          Every browser was signed out of your account.
        </Notice>
        <p>
          Somebody was signed in to your account to do this. Choose a new password now, so that they do not come back.
        </p>
        <Button component={Link} to="/forgot-password" fullWidth>
          Choose a new password
        </Button>
      </Sheet>
      <p className={text.aside}>
        <Anchor component={Link} to="/sign-in">
          Sign in
        </Anchor>
      </p>
    </Page>
  );
}

function NoToken() {
  return (
    <Page title="This wasn’t me" width="narrow">
      <EmptyState
        icon="mail"
        title="Open the link from the mail once more"
        action={
          <Button component={Link} to="/connections" variant="default">
            Go to Connections
          </Button>
        }
      >
        This page needs what is in that link. You can also unlink a chat under Connections.
      </EmptyState>
    </Page>
  );
}
