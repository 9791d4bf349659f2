import './settings.css';
import { Page } from '../../shell/page.tsx';
import { useUser } from '../../shell/require-session.tsx';
import { EmailSection } from './email-section.tsx';
import { NameSection } from './name-section.tsx';
import { NewPasswordSection, PasswordSection } from './password-section.tsx';

export default function SettingsPage() {
  const user = useUser();
  return (
    <Page title="Settings" width="reading">
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
