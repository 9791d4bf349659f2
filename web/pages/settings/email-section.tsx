import type { User } from '#core/contract/shapes.ts';
import { changeEmail } from '../../client/auth.ts';
import { EmailField } from '../../forms/fields.tsx';
import { Form } from '../../forms/form.tsx';
import { emailFault, faults } from '../../forms/rules.ts';
import { useForm } from '../../forms/use-form.ts';
import { Saved } from './saved.tsx';

export function EmailSection({ user }: { user: User }) {
  const form = useForm({
    fields: ['newEmail'],
    check: ({ newEmail }) => faults({ newEmail: emailFault(newEmail) ?? sameFault(newEmail, user.email) }),
    submit: ({ newEmail }) => changeEmail({ newEmail: newEmail.trim() }),
  });
  return (
    <section className="sheet" aria-labelledby="email">
      <h2 id="email">E-mail address</h2>
      <p>
        You sign in with <strong className="unbroken">{user.email}</strong>.
      </p>
      <Form form={form} submitLabel="Change the address" variant="default">
        <EmailField
          {...form.field('newEmail')}
          label="New address"
          description="It counts once you have pressed the link that we send there. The old address is told."
        />
        <Saved isDone={form.isDone}>
          If {form.sent?.newEmail.trim()} is free, we sent a link to it. Press it within an hour; until then nothing
          changes.
        </Saved>
      </Form>
    </section>
  );
}

const sameFault = (newEmail: string, email: string) =>
  newEmail.trim().toLowerCase() === email.toLowerCase() ? 'That is your address already.' : undefined;
