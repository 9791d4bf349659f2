import { Anchor } from '@mantine/core';
import { Link } from 'react-router';
import { Page } from '../../shell/page.tsx';
import { useUser } from '../../shell/require-session.tsx';
import { Sheet } from '../../shell/sheet.tsx';
import text from '../../shell/text.module.css';
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
      <Sheet>
        <h2>Privacy</h2>
        <p className={text.soft}>
          <Anchor component={Link} to="/settings/privacy" underline="always">
            Your data
          </Anchor>
          : have it, correct it, delete it, or object to what is done with it.
        </p>
      </Sheet>
      <Sheet>
        <h2>Your own programs</h2>
        <p className={text.soft}>
          <Anchor component={Link} to="/settings/keys" underline="always">
            API keys
          </Anchor>
          : make, see and revoke the keys with which your programs make and find pictures.
        </p>
      </Sheet>
      <Sheet>
        <h2>Appearance</h2>
        <p className={text.soft}>Light or dark, and how much moves, follow the settings of your system.</p>
      </Sheet>
    </Page>
  );
}
