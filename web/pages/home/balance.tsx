import { Link } from 'react-router';
import type { Lot } from '#core/contract/shapes.ts';
import { Credits } from '../../shell/credits.tsx';
import { Time } from '../../shell/time.tsx';
import type { Home } from './home.ts';

const dayMs = 24 * 60 * 60_000;
/** Then it is time to make something of them. */
const soonDays = 7;
/** Beyond that, the day itself says more than a number of days. */
const countedDays = 30;

/** What there is to spend, by where it comes from; what expires soonest, and is spent first, on top. */
export function Balance({ home, isNew }: { home: Home; isNew: boolean }) {
  return (
    <section className="sheet home-balance" aria-labelledby="balance">
      <div className="home-balance-sum">
        <h2 id="balance">Balance</h2>
        <p className="home-balance-number">
          <Credits amount={home.balance} />
        </p>
        {home.onHold > 0 && (
          <p className="small">
            <Credits amount={home.onHold} /> more on hold for what is being made; what is not made comes back.
          </p>
        )}
        <p className="small">
          {home.plan} plan · <Link to="/billing">Get credits</Link> ·{' '}
          <Link to="/credits">Every change of your credits</Link>
        </p>
      </div>
      {home.lots.length > 0 ? (
        <div className="home-lots">
          <ul>
            {home.lots.map((lot) => (
              <li key={lot.id}>
                <span>{lot.label}</span>
                <Credits amount={lot.balance} />
                <Expiry lot={lot} />
              </li>
            ))}
          </ul>
          {home.lots.length > 1 && <p className="small">Credits that expire soonest are spent first.</p>}
        </div>
      ) : (
        <p className="soft">
          {isNew
            ? 'No credits are here yet. The first chat that you connect brings its trial credits along.'
            : 'No credits are left. Images that you have made stay yours.'}
        </p>
      )}
    </section>
  );
}

function Expiry({ lot: { expiresAt } }: { lot: Lot }) {
  if (expiresAt === null) return <span className="small">never expire</span>;
  const days = (Date.parse(expiresAt) - Date.now()) / dayMs;
  return (
    <span className="small" data-soon={days < soonDays || undefined}>
      expire {days < countedDays ? <Time at={expiresAt} /> : 'on'}
      {days < countedDays && ', on '}
      {days >= countedDays && ' '}
      <Time at={expiresAt} as="date" />
    </span>
  );
}
