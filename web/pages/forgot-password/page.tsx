import { Anchor } from '@mantine/core';
import { Link } from 'react-router';
import { requestPasswordReset } from '../../client/auth.ts';
import { UsernameField } from '../../forms/fields.tsx';
import { Form } from '../../forms/form.tsx';
import { emailFault, faults } from '../../forms/rules.ts';
import { useForm } from '../../forms/use-form.ts';
import { Page } from '../../shell/page.tsx';
import { PixelIcon } from '../../shell/pixel-icon.tsx';
import { Sheet } from '../../shell/sheet.tsx';
import text from '../../shell/text.module.css';

export default function ForgotPasswordPage() {
  const form = useForm({
    fields: ['email'],
    check: ({ email }) => faults({ email: emailFault(email) }),
    submit: ({ email }) => requestPasswordReset({ email: email.trim() }),
  });
  if (form.isDone) return <Sent email={form.sent?.email.trim() ?? ''} />;
  return (
    <Page
      title="Choose a new password"
      width="narrow"
      description="We send you a link with which you choose a new one. Until then the old one stays."
    >
      <Sheet>
        <Form form={form} submitLabel="Send the link" fullWidth>
          <UsernameField {...form.field('email')} />
        </Form>
      </Sheet>
      <p className={text.aside}>
        <Anchor component={Link} to="/sign-in">
          Back to signing in
        </Anchor>
      </p>
    </Page>
  );
}

function Sent({ email }: { email: string }) {
  return (
    <Page title="Check your mail" width="narrow">
      <Sheet>
        <span className={text.bigIcon}>
          <PixelIcon name="mail" size={48} />
        </span>
        <p>
          If there is an account with <strong className={text.unbroken}>{email}</strong>, we sent a link to it. It works
          once, for one hour.
        </p>
        <p className={text.soft}>Nothing there after a minute? Look among the spam.</p>
      </Sheet>
      <p className={text.aside}>
        <Anchor component={Link} to="/sign-in">
          Back to signing in
        </Anchor>
      </p>
    </Page>
  );
}
