import { Button } from '@mantine/core';
import { Link, useLocation, useSearchParams } from 'react-router';
import { sendVerification } from '../../client/auth.ts';
import { useSession } from '../../client/queries.ts';
import { returnProblem } from '../../client/return-problem.ts';
import { withNext } from '../../client/safe-next.ts';
import { isLinking, useNext } from '../../client/use-next.ts';
import { EmailField } from '../../forms/fields.tsx';
import { Form } from '../../forms/form.tsx';
import { emailFault, faults } from '../../forms/rules.ts';
import { useForm } from '../../forms/use-form.ts';
import { Notice } from '../../shell/notice.tsx';
import { Page } from '../../shell/page.tsx';
import { PageSkeleton } from '../../shell/page-skeleton.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { CheckMail } from './check-mail.tsx';

/** How the sign-up page says to whom a link was sent. */
export interface SentTo {
  sentTo: string;
}

/** Before the link in the mail is pressed, and after it. */
export default function VerifyPage() {
  const session = useSession();
  const next = useNext();
  const [query] = useSearchParams();
  const sentTo = sentToOf(useLocation().state);
  const problem = returnProblem(query.get('error'));

  if (session.isPending) return <PageSkeleton />;
  if (problem) return <NewLink next={next} problem={problem} />;
  if (session.data?.user) return <Confirmed email={session.data.user.email} next={next} />;
  if (sentTo) return <CheckMail email={sentTo} next={next} />;
  return <NewLink next={next} />;
}

function Confirmed({ email, next }: { email: string; next: string }) {
  return (
    <Page title="Your address is confirmed" width="narrow">
      <div className="sheet">
        <Notice title="You are signed in" tone="good">
          {email} is yours, and your account is ready.
        </Notice>
        <Button component={Link} to={next} fullWidth>
          {isLinking(next) ? 'Go on with linking' : 'Go on to UPixel'}
        </Button>
      </div>
    </Page>
  );
}

function NewLink({ next, problem }: { next: string; problem?: unknown }) {
  const form = useForm({
    fields: ['email'],
    check: ({ email }) => faults({ email: emailFault(email) }),
    submit: ({ email }) => sendVerification({ email: email.trim(), callbackURL: withNext('/verify', next) }),
  });
  if (form.isDone) return <CheckMail email={form.sent?.email.trim() ?? ''} next={next} />;
  return (
    <Page
      title="Confirm your address"
      width="narrow"
      description="We send you a link. Press it, and your account is ready."
    >
      <div className="sheet">
        {problem !== undefined && <ProblemAlert error={problem} />}
        <Form form={form} submitLabel="Send the link" fullWidth>
          <EmailField {...form.field('email')} />
        </Form>
      </div>
    </Page>
  );
}

const sentToOf = (state: unknown): string | undefined =>
  typeof state === 'object' && state !== null && 'sentTo' in state && typeof state.sentTo === 'string'
    ? state.sentTo
    : undefined;
