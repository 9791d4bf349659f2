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
import { Sheet } from '../../shell/sheet.tsx';
import { CheckMail } from './check-mail.tsx';
import { Confirmed } from './confirmed.tsx';
import { Press } from './press.tsx';

/** How the sign-up page passes on where it sent the link. */
export interface SentTo {
  sentTo: string;
}

/** Three states: before the link in the mail is opened, once it is, and after the press. */
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
      <Sheet>
        <Form form={form} submitLabel="Send the link" fullWidth>
          <EmailField {...form.field('email')} />
        </Form>
      </Sheet>
    </Page>
  );
}

const sentToOf = (state: unknown): string | undefined =>
  typeof state === 'object' && state !== null && 'sentTo' in state && typeof state.sentTo === 'string'
    ? state.sentTo
    : undefined;
