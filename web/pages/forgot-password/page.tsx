import { Anchor } from '@mantine/core';
import { Link } from 'react-router';
import { requestPasswordReset } from '../../client/auth.ts';
import { UsernameField } from '../../forms/fields.tsx';
import { Form } from '../../forms/form.tsx';
import { emailFault, faults } from '../../forms/rules.ts';
import { useForm } from '../../forms/use-form.ts';
import { Page } from '../../shell/page.tsx';
import { PixelIcon } from '../../shell/pixel-icon.tsx';

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
      <div className="sheet">
        <Form form={form} submitLabel="Send the link" fullWidth>
          <UsernameField {...form.field('email')} />
        </Form>
      </div>
      <p className="aside">
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
      <div className="sheet">
        <span className="big-icon">
          <PixelIcon name="mail" size={48} />
        </span>
        <p>
          If there is an account with <strong className="unbroken">{email}</strong>, we sent a link to it. It works
          once, for one hour.
        </p>
        <p className="soft">Nothing there after a minute? Look among the spam.</p>
      </div>
      <p className="aside">
        <Anchor component={Link} to="/sign-in">
          Back to signing in
        </Anchor>
      </p>
    </Page>
  );
}
