import { Link } from 'react-router';
import { plainPaths } from '#core/contract/contract.ts';

export function Footer() {
  return (
    <footer className="footer">
      <span>UPixel</span>
      <nav aria-label="About UPixel">
        <Link to="/privacy">Privacy</Link>
        <Link to="/terms">Terms</Link>
        <a href={plainPaths.apiDocs}>API</a>
      </nav>
    </footer>
  );
}
