import { Link } from 'react-router';
import text from './text.module.css';

/** Beside what makes an account. */
export function Accepting({ by }: { by: string }) {
  return (
    <p className={text.small}>
      By {by} you accept the <Link to="/terms">terms</Link> and the <Link to="/privacy">privacy policy</Link>, which
      says what we keep of you and what we never do with it.
    </p>
  );
}
