import { Anchor } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { Page } from '../../shell/page.tsx';
import { useUser } from '../../shell/require-session.tsx';
import { Sheet } from '../../shell/sheet.tsx';
import text from '../../shell/text.module.css';
import { AppearanceSection } from './appearance-section.tsx';
import { DefaultsSection } from './defaults-section.tsx';
import { EmailSection } from './email-section.tsx';
import { NameSection } from './name-section.tsx';
import { NoticesSection } from './notices-section.tsx';
import classes from './page.module.css';
import { NewPasswordSection, PasswordSection } from './password-section.tsx';
import { Sessions } from './sessions.tsx';

const parts = [
  ['images', 'Your images'],
  ['appearance', 'Appearance'],
  ['notices', 'Notices'],
  ['account', 'Your account'],
  ['sessions', 'Signed-in browsers'],
  ['programs', 'Your own programs'],
  ['privacy', 'Privacy'],
] as const;
type PartId = (typeof parts)[number][0];

export default function SettingsPage() {
  const user = useUser();
  return (
    <Page title="Settings">
      <div className={classes.settings}>
        <nav className={classes.index} aria-label="Settings">
          <ul>
            {parts.map(([id, title]) => (
              <li key={id}>
                <a href={`#${id}`}>{title}</a>
              </li>
            ))}
          </ul>
        </nav>
        <div className={classes.parts}>
          <Part id="images">
            <DefaultsSection />
          </Part>
          <Part id="appearance">
            <AppearanceSection />
          </Part>
          <Part id="notices">
            <NoticesSection />
          </Part>
          <Part id="account">
            <NameSection user={user} />
            <EmailSection user={user} />
            {user.hasPassword ? <PasswordSection /> : <NewPasswordSection user={user} />}
          </Part>
          <Part id="sessions">
            <Sessions />
          </Part>
          <Part id="programs">
            <Sheet aria-labelledby="your-programs">
              <h2 id="your-programs">Your own programs</h2>
              <p className={text.soft}>
                <Anchor component={Link} to="/settings/keys" underline="always">
                  API keys
                </Anchor>
                : make, see and revoke the keys with which your programs make and find pictures.
              </p>
              <p className={text.soft}>
                <Anchor component={Link} to="/settings/webhooks" underline="always">
                  Webhooks
                </Anchor>
                : have a program of yours told when a request has ended, and see what it was told.
              </p>
            </Sheet>
          </Part>
          <Part id="privacy">
            <Sheet aria-labelledby="your-data">
              <h2 id="your-data">Privacy</h2>
              <p className={text.soft}>
                <Anchor component={Link} to="/settings/privacy" underline="always">
                  Your data
                </Anchor>
                : have it, correct it, delete it, or object to what is done with it.
              </p>
            </Sheet>
          </Part>
        </div>
      </div>
    </Page>
  );
}

/** Where the index leads. */
const Part = ({ id, children }: { id: PartId; children: ReactNode }) => (
  <div id={id} className={classes.part}>
    {children}
  </div>
);
