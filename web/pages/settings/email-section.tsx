import type { User } from '#core/contract/pages/visitors.ts';
import { changeEmail } from '../../client/auth.ts';
import { EmailField, PasswordField } from '../../forms/fields.tsx';
import { Form } from '../../forms/form.tsx';
import { emailFault, faults, filledFault } from '../../forms/rules.ts';
import { useForm } from '../../forms/use-form.ts';
import { Sheet } from '../../shell/sheet.tsx';
import text from '../../shell/text.module.css';
import { Saved } from './saved.tsx';

export function EmailSection({ user }: { user: User }) {
  const form = useForm({
    fields: ['newEmail', 'password'],
    check: ({ newEmail, password }) =>
      faults({
        newEmail: emailFault(newEmail) ?? sameFault(newEmail, user.email),
        password: user.hasPassword ? filledFault(password, 'your password') : undefined,
      }),
    submit: ({ newEmail, password }) =>
      changeEmail({ newEmail: newEmail.trim(), ...(user.hasPassword ? { password } : {}) }),
    onDone: () => form.clear(),
  });
  return (
    <Sheet aria-labelledby="email">
      <h2 id="email">E-mail address</h2>
      <p>
        You sign in with <strong className={text.unbroken}>{user.email}</strong>.
      </p>
      <Form form={form} submitLabel="Change the address" variant="default">
        <EmailField
          {...form.field('newEmail')}
          label="New address"
          description="It counts once you have confirmed it by the mail that we send there. The old address is told, and can undo it for seven days."
        />
        {user.hasPassword && <PasswordField {...form.field('password')} />}
        <Saved isDone={form.isDone}>
          If {form.sent?.newEmail.trim()} is free, we sent a link to it. Open it in this browser within an hour; until
          you press the button there, nothing changes.
        </Saved>
      </Form>
    </Sheet>
  );
}

const sameFault = (newEmail: string, email: string) =>
  newEmail.trim().toLowerCase() === email.toLowerCase() ? 'That is your address already.' : undefined;
