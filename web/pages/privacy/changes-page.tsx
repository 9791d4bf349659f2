import { ChangesPage } from '../policy/changes-page.tsx';

export default function PrivacyChangesPage() {
  return <ChangesPage name="privacy" />;
}
