import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import { undoEmailChange } from '../../client/auth.ts';
import { keys } from '../../client/queries.ts';
import { useAddressSecret } from '../../client/use-address-secret.ts';
import { EmptyState } from '../../shell/empty-state.tsx';
import { Notice } from '../../shell/notice.tsx';
import { Page } from '../../shell/page.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { Sheet } from '../../shell/sheet.tsx';
import text from '../../shell/text.module.css';

/** "This wasn't me" from the mail to the old address. It takes a press, because programs that scan mails open their links. */
export default function UndoEmailPage() {
  const { secret: token, forget } = useAddressSecret('email-undo');
  const client = useQueryClient();
  const undoing = useMutation({
    mutationFn: () => undoEmailChange(token),
    onSuccess: () => {
      forget();
      return client.invalidateQueries({ queryKey: keys.session });
    },
  });

  if (undoing.data) return <Undone email={undoing.data.email} />;
  if (token === '') return <NoToken />;
  return (
    <Page title="This wasn’t me" width="narrow" description="Your account’s address was changed, and it was not you?">
      <Sheet>
        <p>
          Then press the button. Your account has its old address again, every browser is signed out of it, its password
          opens nothing any more, and chats connected since the week before the change are unlinked. You choose a new
          password by mail. Your images and credits stay.
        </p>
        {undoing.error && <ProblemAlert error={undoing.error} />}
        <Button color="red" fullWidth loading={undoing.isPending} onClick={() => undoing.mutate()}>
          Take the address back
        </Button>
        <p className={text.small}>It was you? Then close this page: nothing happens without the button.</p>
      </Sheet>
    </Page>
  );
}

const Undone = ({ email }: { email: string }) => (
  <Page title="It is undone" width="narrow">
    <Sheet>
      <Notice title={`${email} is your account’s address again`} tone="good">
        Every browser was signed out of your account.
      </Notice>
      <p>Whoever changed it may know your password, so it opens nothing any more. Choose a new one now.</p>
      <Button component={Link} to="/forgot-password" fullWidth>
        Choose a new password
      </Button>
    </Sheet>
  </Page>
);

const NoToken = () => (
  <Page title="This wasn’t me" width="narrow">
    <EmptyState icon="mail" title="Open the link from the mail once more">
      This page needs what is in that link.
    </EmptyState>
  </Page>
);
