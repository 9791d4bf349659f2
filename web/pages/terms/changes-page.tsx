import { ChangesPage } from '../policy/changes-page.tsx';

export default function TermsChangesPage() {
  return <ChangesPage name="terms" />;
}
