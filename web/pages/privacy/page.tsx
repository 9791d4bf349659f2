import { PolicyPage } from '../policy/page.tsx';

export default function PrivacyPage() {
  return <PolicyPage name="privacy" />;
}
