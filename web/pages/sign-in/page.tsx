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
import { emailFault, faults, filledFault } from '../../forms/rules.ts';
import { useForm } from '../../forms/use-form.ts';
import { Page } from '../../shell/page.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';

export default function SignInPage() {
  const next = useNext();
  const [query] = useSearchParams();
  const { data: session } = useSession();
  const cameBack = returnProblem(query.get('error'));

  // What asks for a recent sign-in sends people here who are signed in.
  const [isDone, setIsDone] = useState(false);
  const again = query.has('again') ? session?.user?.email : undefined;
  if (session?.user && (again === undefined || isDone)) return <Navigate to={next} replace />;
  return (
    <Page
      title={again ? 'Sign in once more' : 'Sign in'}
      width="narrow"
      description={
        again
          ? `To be sure that it is you, ${again}. Then you go on where you were.`
          : isLinking(next)
            ? 'Then we go on with linking your chat.'
            : 'Your images, projects and credits.'
      }
    >
      <div className="sheet">
        {cameBack && <ProblemAlert error={cameBack} />}
        <ChatButtons
          verb="Continue with"
          go={(provider) => signInWith({ provider, callbackURL: next, errorCallbackURL: withNext('/sign-in', next) })}
        />
        <div className="or">or with your e-mail address</div>
        <SignInForm onDone={() => setIsDone(true)} />
      </div>
      <p className="aside">
        New here?{' '}
        <Anchor component={Link} to={withNext('/sign-up', next)}>
          Create an account
        </Anchor>
      </p>
    </Page>
  );
}

function SignInForm({ onDone }: { onDone: () => void }) {
  const client = useQueryClient();
  const form = useForm({
    fields: ['email', 'password'],
    check: ({ email, password }) =>
      faults({ email: emailFault(email), password: filledFault(password, 'your password') }),
    async submit({ email, password }) {
      await signIn({ email: email.trim(), password });
      // Once it is known who is signed in, the page above goes on.
      await client.invalidateQueries({ queryKey: keys.session });
      onDone();
    },
  });
  return (
    <Form form={form} submitLabel="Sign in" fullWidth>
      <UsernameField {...form.field('email')} />
      <PasswordField {...form.field('password')} />
      <Anchor component={Link} to="/forgot-password" size="sm">
        Forgot your password?
      </Anchor>
    </Form>
  );
}
