import { useLocation } from 'react-router';
import { sendVerification } from '../../client/auth.ts';
import { useSession } from '../../client/queries.ts';
import { withNext } from '../../client/safe-next.ts';
import { useAddressSecret } from '../../client/use-address-secret.ts';
import { useNext } from '../../client/use-next.ts';
import { EmailField } from '../../forms/fields.tsx';
import { Form } from '../../forms/form.tsx';
import { emailFault, faults } from '../../forms/rules.ts';
import { useForm } from '../../forms/use-form.ts';
import { Page } from '../../shell/page.tsx';
import { PageSkeleton } from '../../shell/page-skeleton.tsx';
import { CheckMail } from './check-mail.tsx';
import { Confirmed } from './confirmed.tsx';
import { Press } from './press.tsx';

/** How the sign-up page says to whom a link was sent. */
export interface SentTo {
  sentTo: string;
}

/** Before the link in the mail is opened, when it is, and after the press. */
export default function VerifyPage() {
  const session = useSession();
  const next = useNext();
  const sentTo = sentToOf(useLocation().state);
  const { secret, forget } = useAddressSecret('verify');

  if (sentTo) return <CheckMail email={sentTo} next={next} />;
  if (secret !== '') return <Press key={secret} token={secret} next={next} onDone={forget} />;
  if (session.isPending) return <PageSkeleton />;
  if (session.data?.user) return <Confirmed email={session.data.user.email} next={next} />;
  return <NewLink next={next} />;
}

function NewLink({ next }: { next: string }) {
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
      description="We send you a link. Open it and press the button there, and your account is ready."
    >
      <div className="sheet">
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
