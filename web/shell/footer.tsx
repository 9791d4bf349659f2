import { Link } from 'react-router';
import classes from './footer.module.css';

export function Footer() {
  return (
    <footer className={classes.footer}>
      <span>UPixel</span>
      <nav aria-label="About UPixel">
        <Link to="/privacy">Privacy</Link>
        <Link to="/terms">Terms</Link>
        <Link to="/developers">Developers</Link>
      </nav>
    </footer>
  );
}
