import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { User } from '#core/contract/pages/visitors.ts';
import { changePassword, requestPasswordReset } from '../../client/auth.ts';
import { NewPasswordField, PasswordField } from '../../forms/fields.tsx';
import { Form } from '../../forms/form.tsx';
import { faults, filledFault, newPasswordFault } from '../../forms/rules.ts';
import { useForm } from '../../forms/use-form.ts';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { Sheet } from '../../shell/sheet.tsx';
import { Saved } from './saved.tsx';

export function PasswordSection() {
  const form = useForm({
    fields: ['currentPassword', 'newPassword'],
    check: ({ currentPassword, newPassword }) =>
      faults({
        currentPassword: filledFault(currentPassword, 'your present password'),
        newPassword: newPasswordFault(newPassword),
      }),
    submit: changePassword,
    onDone: () => form.clear(),
  });
  return (
    <Sheet aria-labelledby="password">
      <h2 id="password">Password</h2>
      <Form form={form} submitLabel="Change the password" variant="default">
        <PasswordField {...form.field('currentPassword')} label="Present password" />
        <NewPasswordField {...form.field('newPassword')} label="New password" />
        <Saved isDone={form.isDone}>Your password is changed, and all other browsers are signed out.</Saved>
      </Form>
    </Sheet>
  );
}

/** For people who have only ever signed in with a chat. The link proves that the address is theirs. */
export function NewPasswordSection({ user }: { user: User }) {
  const sending = useMutation({ mutationFn: () => requestPasswordReset({ email: user.email }) });
  return (
    <Sheet aria-labelledby="password">
      <h2 id="password">Password</h2>
      <p>You have none: you sign in with your chat. With a password you get in without it, too.</p>
      {sending.error && <ProblemAlert error={sending.error} />}
      <div>
        <Button
          variant="default"
          loading={sending.isPending}
          disabled={sending.isSuccess}
          onClick={() => sending.mutate()}
        >
          Set a password
        </Button>
      </div>
      <Saved isDone={sending.isSuccess}>
        We sent a link to {user.email}. It works once, for one hour; setting a password signs every browser out.
      </Saved>
    </Sheet>
  );
}
