import './settings.css';
import { useSearchParams } from 'react-router';
import { returnProblem } from '../../client/return-problem.ts';
import { Notice } from '../../shell/notice.tsx';
import { Page } from '../../shell/page.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { useUser } from '../../shell/require-session.tsx';
import { EmailSection } from './email-section.tsx';
import { NameSection } from './name-section.tsx';
import { NewPasswordSection, PasswordSection } from './password-section.tsx';

export default function SettingsPage() {
  const user = useUser();
  return (
    <Page title="Settings" width="reading">
      <CameBack email={user.email} />
      <NameSection user={user} />
      <EmailSection user={user} />
      {user.hasPassword ? <PasswordSection /> : <NewPasswordSection user={user} />}
      <section className="sheet">
        <h2>Appearance</h2>
        <p className="soft">Light or dark, and how much moves, follow the settings of your system.</p>
      </section>
    </Page>
  );
}

/** From the link in the mail to the new address. */
function CameBack({ email }: { email: string }) {
  const [query] = useSearchParams();
  const problem = returnProblem(query.get('error'));
  if (problem) return <ProblemAlert error={problem} />;
  if (query.get('changed') !== 'email') return null;
  return (
    <Notice title="Your address is confirmed" tone="good">
      From now on you sign in with {email}.
    </Notice>
  );
}
