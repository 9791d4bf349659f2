import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import type { OpenedSignUp } from '#core/contract/pages/auth.ts';
import { confirmSignUp, openSignUp } from '../../client/auth.ts';
import { problemOf } from '../../client/problem.ts';
import { keys } from '../../client/queries.ts';
import { withNext } from '../../client/safe-next.ts';
import { NewPasswordField } from '../../forms/fields.tsx';
import { Form } from '../../forms/form.tsx';
import { faults, newPasswordFault } from '../../forms/rules.ts';
import { useForm } from '../../forms/use-form.ts';
import { Page } from '../../shell/page.tsx';
import { PageSkeleton } from '../../shell/page-skeleton.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { Sheet } from '../../shell/sheet.tsx';
import text from '../../shell/text.module.css';
import { Confirmed } from './confirmed.tsx';
import { SignInNow } from './sign-in-now.tsx';

interface Props {
  token: string;
  next: string;
  /** The link has been used. */
  onDone: () => void;
}

/** The page behind the mail's link. Only the button confirms, because programs that scan mails open their links. */
export function Press({ token, next, onDone }: Props) {
  const [done, setDone] = useState<{ email: string; signedIn: boolean }>();
  const end = (how: { email: string; signedIn: boolean }) => {
    onDone();
    setDone(how);
  };
  const opened = useQuery({
    queryKey: [...keys.mailedLink, 'sign-up', token],
    queryFn: () => openSignUp(token),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (done) return done.signedIn ? <Confirmed email={done.email} next={next} /> : <SignInNow {...done} next={next} />;
  if (opened.error) return <NoLonger error={opened.error} next={next} />;
  if (!opened.data) return <PageSkeleton />;
  if (opened.data.state === 'confirmed') return <SignInNow email={opened.data.email} wasBefore next={next} />;
  return <Confirm token={token} opened={opened.data} next={next} onDone={end} />;
}

interface ConfirmProps extends Omit<Props, 'onDone'> {
  opened: OpenedSignUp;
  onDone: (done: { email: string; signedIn: boolean }) => void;
}

/** If sign-up began in this browser: a button. If in another: a new password, which replaces that of whoever began it. */
function Confirm({ token, opened: { email, state }, next, onDone }: ConfirmProps) {
  const client = useQueryClient();
  const isHere = state === 'here';
  const form = useForm({
    fields: ['password'],
    check: ({ password }) => (isHere ? {} : faults({ password: newPasswordFault(password) })),
    async submit({ password }) {
      const { signedIn } = await confirmSignUp({ token, ...(isHere ? {} : { password }) });
      onDone({ email, signedIn });
      await client.invalidateQueries({ queryKey: keys.session });
    },
  });
  if (form.error && problemOf(form.error).type === 'already_confirmed')
    return <SignInNow email={email} wasBefore next={next} />;
  return (
    <Page title="Confirm your address" width="narrow">
      <Sheet>
        <p>
          Is <strong className={text.unbroken}>{email}</strong> yours, and do you want a UPixel account with it?
        </p>
        <Form form={form} submitLabel={isHere ? 'Confirm' : 'Confirm and set the password'} fullWidth>
          {!isHere && (
            <>
              <p className={text.small}>
                The account was begun in another browser. Choose the password here: whoever began it, only this one
                counts.
              </p>
              <NewPasswordField {...form.field('password')} />
            </>
          )}
        </Form>
        <p className={text.small}>It was not you? Then close this page: nothing happens without the button.</p>
      </Sheet>
    </Page>
  );
}

function NoLonger({ error, next }: { error: unknown; next: string }) {
  return (
    <Page title="Confirm your address" width="narrow">
      <Sheet>
        <ProblemAlert error={error} />
        <Button component={Link} to={withNext('/sign-up', next)} fullWidth>
          Create the account once more
        </Button>
        <Button component={Link} to={withNext('/sign-in', next)} variant="default" fullWidth>
          Sign in
        </Button>
      </Sheet>
    </Page>
  );
}
