import { Anchor } from '@mantine/core';
import { Link, Navigate, useNavigate } from 'react-router';
import { signInWith, signUp } from '../../client/auth.ts';
import { useSession } from '../../client/queries.ts';
import { withNext } from '../../client/safe-next.ts';
import { isLinking, useNext } from '../../client/use-next.ts';
import { ChatButtons } from '../../forms/chat-buttons.tsx';
import { NameField, NewPasswordField, UsernameField } from '../../forms/fields.tsx';
import { Form } from '../../forms/form.tsx';
import { Or } from '../../forms/or.tsx';
import { emailFault, faults, newPasswordFault } from '../../forms/rules.ts';
import { useForm } from '../../forms/use-form.ts';
import { Accepting } from '../../shell/accepting.tsx';
import { Page } from '../../shell/page.tsx';
import { Sheet } from '../../shell/sheet.tsx';
import text from '../../shell/text.module.css';
import type { SentTo } from '../verify/page.tsx';

export default function SignUpPage() {
  const next = useNext();
  const { data: session } = useSession();

  if (session?.user) return <Navigate to={next} replace />;
  return (
    <Page
      title="Create an account"
      width="narrow"
      description={
        isLinking(next)
          ? 'It takes a minute. Then we go on with linking your chat.'
          : 'One account and one balance of credits, for Discord, Slack and the web.'
      }
    >
      <Sheet>
        <ChatButtons
          verb="Continue with"
          go={(provider) => signInWith({ provider, callbackURL: next, errorCallbackURL: withNext('/sign-in', next) })}
        />
        <Or>or with your e-mail address</Or>
        <SignUpForm next={next} />
      </Sheet>
      <p className={text.aside}>
        You have an account?{' '}
        <Anchor component={Link} to={withNext('/sign-in', next)}>
          Sign in
        </Anchor>
      </p>
    </Page>
  );
}

function SignUpForm({ next }: { next: string }) {
  const navigate = useNavigate();
  const form = useForm({
    fields: ['email', 'password', 'name'],
    check: ({ email, password }) => faults({ email: emailFault(email), password: newPasswordFault(password) }),
    submit: ({ email, password, name }) =>
      signUp({ email: email.trim(), password, name: name.trim(), callbackURL: withNext('/verify', next) }),
    onDone: ({ email }) => {
      const state: SentTo = { sentTo: email.trim() };
      void navigate(withNext('/verify', next), { state });
    },
  });
  return (
    <Form form={form} submitLabel="Create the account" fullWidth>
      <UsernameField {...form.field('email')} />
      <NewPasswordField {...form.field('password')} />
      <NameField
        {...form.field('name')}
        label="Display name (optional)"
        description="Only you see it, unless you show it with pictures that you share."
      />
      <Accepting by="creating an account, here or with a chat," />
    </Form>
  );
}
