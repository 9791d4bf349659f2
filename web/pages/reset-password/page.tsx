import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import { resetPassword } from '../../client/auth.ts';
import { keys } from '../../client/queries.ts';
import { returnProblem } from '../../client/return-problem.ts';
import { useAddressSecret } from '../../client/use-address-secret.ts';
import { NewPasswordField } from '../../forms/fields.tsx';
import { Form } from '../../forms/form.tsx';
import { faults, newPasswordFault } from '../../forms/rules.ts';
import { useForm } from '../../forms/use-form.ts';
import { Notice } from '../../shell/notice.tsx';
import { Page } from '../../shell/page.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { Sheet } from '../../shell/sheet.tsx';

/** The page behind the reset mail's link. An expired link is reported at the press. */
export default function ResetPasswordPage() {
  const { secret, forget } = useAddressSecret('reset-password');
  return secret !== '' ? <Choose token={secret} onDone={forget} /> : <TooOld />;
}

function Choose({ token, onDone }: { token: string; onDone: () => void }) {
  const client = useQueryClient();
  const form = useForm({
    fields: ['newPassword'],
    check: ({ newPassword }) => faults({ newPassword: newPasswordFault(newPassword) }),
    submit: ({ newPassword }) => resetPassword({ newPassword, token }),
    // The sessions signed in with the old password have ended.
    onDone: () => {
      onDone();
      void client.invalidateQueries({ queryKey: keys.session });
    },
  });
  if (form.isDone) return <Done />;
  return (
    <Page
      title="Choose a new password"
      width="narrow"
      description="Every browser that is signed in to your account is signed out then."
    >
      <Sheet>
        <Form form={form} submitLabel="Set the password" fullWidth>
          <NewPasswordField {...form.field('newPassword')} label="New password" />
        </Form>
      </Sheet>
    </Page>
  );
}

function Done() {
  return (
    <Page title="Your password is set" width="narrow">
      <Sheet>
        <Notice title="Every browser was signed out" tone="good">
          Only the new password opens your account now.
        </Notice>
        <Button component={Link} to="/sign-in" fullWidth>
          Sign in
        </Button>
      </Sheet>
    </Page>
  );
}

function TooOld() {
  return (
    <Page title="Choose a new password" width="narrow">
      <Sheet>
        <ProblemAlert error={returnProblem('invalid_token')} />
        <Button component={Link} to="/forgot-password" fullWidth>
          Send me a new link
        </Button>
      </Sheet>
    </Page>
  );
}
