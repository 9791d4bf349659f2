import { Link } from 'react-router';
import { PixelIcon } from '../../shell/pixel-icon.tsx';
import classes from './page.module.css';

/** What is promised about money, pictures and data, and where it can be seen. */
export const Promises = () => (
  <section aria-labelledby="trust" className={classes.part}>
    <h2 id="trust">What you can rely on</h2>
    <ul className={classes.promises}>
      <li>
        <PixelIcon name="credits" size={36} className={classes.icon} />
        <h3>Your credits</h3>
        <p>
          Taken only for pictures that were made and kept; the rest go back at once. Every change is a line in{' '}
          <Link to="/credits">your ledger</Link>, and the rules are in the <Link to="/terms">terms</Link>.
        </p>
      </li>
      <li>
        <PixelIcon name="gallery" size={36} className={classes.icon} />
        <h3>Your pictures</h3>
        <p>
          Every one stays in <Link to="/gallery">your gallery</Link>, as its model made it, with prompt and seed, until
          you delete it. Only you can open it there.
        </p>
      </li>
      <li>
        <PixelIcon name="lock" size={36} className={classes.icon} />
        <h3>Your data</h3>
        <p>
          No tracking, nothing sold, nothing used for training. <Link to="/privacy">What is kept, and why</Link>, is one
          page; a deletion ends with a signed <Link to="/receipt">receipt that you can check</Link>.
        </p>
      </li>
    </ul>
  </section>
);
