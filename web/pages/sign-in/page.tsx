import { Anchor } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, Navigate, useSearchParams } from 'react-router';
import { signIn, signInWith } from '../../client/auth.ts';
import { keys, useSession } from '../../client/queries.ts';
import { returnProblem } from '../../client/return-problem.ts';
import { withNext } from '../../client/safe-next.ts';
import { isLinking, useNext } from '../../client/use-next.ts';
import { ChatButtons } from '../../forms/chat-buttons.tsx';
import { PasswordField, UsernameField } from '../../forms/fields.tsx';
import { Form } from '../../forms/form.tsx';
import { Or } from '../../forms/or.tsx';
import { emailFault, faults, filledFault } from '../../forms/rules.ts';
import { useForm } from '../../forms/use-form.ts';
import { Accepting } from '../../shell/accepting.tsx';
import { Notice } from '../../shell/notice.tsx';
import { Page } from '../../shell/page.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { Sheet } from '../../shell/sheet.tsx';
import text from '../../shell/text.module.css';

export default function SignInPage() {
  const next = useNext();
  const [query] = useSearchParams();
  const { data: session } = useSession();
  const cameBack = returnProblem(query.get('error'));

  // Actions that need a recent sign-in send people here who are signed in.
  const [isDone, setIsDone] = useState(false);
  const again = query.has('again') ? session?.user?.email : undefined;
  if (session?.user && (again === undefined || isDone)) return <Navigate to={next} replace />;
  return (
    <Page
      title={again ? 'Sign in once more' : 'Sign in'}
      width="narrow"
      description={
        again
          ? 'To be sure that it is you. Then you go on where you were, with what you typed in a form.'
          : isLinking(next)
            ? 'Then we go on with linking your chat.'
            : 'Your images, projects and credits.'
      }
    >
      {query.has('ended') && (
        <Notice title="You were signed out">
          Your session ended while the page was open: by you in another tab or browser, by a new password, or because it
          was not used for 30 days. Once you have signed in you are back where you were, with what you typed in a form.
        </Notice>
      )}
      <Sheet>
        {cameBack && <ProblemAlert error={cameBack} />}
        <ChatButtons
          verb="Continue with"
          go={(provider) => signInWith({ provider, callbackURL: next, errorCallbackURL: withNext('/sign-in', next) })}
        />
        <Or>or with your e-mail address</Or>
        <SignInForm email={again} onDone={() => setIsDone(true)} />
        {again === undefined && <Accepting by="coming in with a chat for the first time" />}
      </Sheet>
      {again === undefined && (
        <p className={text.aside}>
          New here?{' '}
          <Anchor component={Link} to={withNext('/sign-up', next)}>
            Create an account
          </Anchor>
        </p>
      )}
    </Page>
  );
}

/** `email` is filled in, for whoever is known. */
function SignInForm({ email: known, onDone }: { email: string | undefined; onDone: () => void }) {
  const client = useQueryClient();
  const form = useForm({
    fields: ['email', 'password'],
    check: ({ email, password }) =>
      faults({ email: emailFault(email), password: filledFault(password, 'your password') }),
    async submit({ email, password }) {
      await signIn({ email: email.trim(), password });
      // Once the session is known, the page above goes on.
      await client.invalidateQueries({ queryKey: keys.session });
      onDone();
    },
  });
  return (
    <Form form={form} submitLabel="Sign in" fullWidth>
      <UsernameField {...form.field('email')} {...(known === undefined ? {} : { defaultValue: known })} />
      <PasswordField {...form.field('password')} />
      <Anchor component={Link} to="/forgot-password" size="sm">
        Forgot your password?
      </Anchor>
    </Form>
  );
}
