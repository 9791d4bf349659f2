import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { Lot } from '#core/contract/pages/shapes.ts';
import { pricesQuery } from '../../client/queries.ts';
import { Credits, creditsText } from '../../shell/credits.tsx';
import { Sheet } from '../../shell/sheet.tsx';
import text from '../../shell/text.module.css';
import { Time } from '../../shell/time.tsx';
import classes from './balance.module.css';
import type { Home } from './home.ts';

const dayMs = 24 * 60 * 60_000;
/** From then on the expiry is highlighted. */
const soonDays = 7;
/** Beyond that, the date says more than a number of days. */
const countedDays = 30;

/** The available credits by origin; those that expire soonest, and are spent first, on top. */
export function Balance({ home, isNew }: { home: Home; isNew: boolean }) {
  return (
    <Sheet aria-labelledby="balance">
      <div className={classes.balance}>
        <div className={classes.sum}>
          <h2 id="balance">Balance</h2>
          <p className={classes.number}>
            <Credits amount={home.balance} />
          </p>
          {home.onHold > 0 && (
            <p className={text.small}>
              <Credits amount={home.onHold} /> more on hold for what is being made; what is not made comes back.
            </p>
          )}
          <p className={text.small}>
            {home.plan} plan · <Link to="/billing">Get credits</Link> ·{' '}
            <Link to="/credits">Every change of your credits</Link>
          </p>
        </div>
        {home.lots.length > 0 ? (
          <div className={classes.lots}>
            <ul>
              {home.lots.map((lot) => (
                <li key={lot.id}>
                  <span>{lot.label}</span>
                  <Credits amount={lot.balance} className={classes.amount} />
                  <Expiry lot={lot} />
                </li>
              ))}
            </ul>
            {home.lots.length > 1 && <p className={text.small}>Credits that expire soonest are spent first.</p>}
            {home.plan === 'Free' && <FreePlan />}
          </div>
        ) : (
          <p className={text.soft}>
            {isNew
              ? 'No credits are here yet. The first chat that you connect brings its trial credits along, and the Free plan’s for this month.'
              : 'No credits are left. Images that you have made stay yours.'}
          </p>
        )}
      </div>
    </Sheet>
  );
}

/** Why there are more credits than came along from a chat. */
function FreePlan() {
  const { data: prices } = useQuery(pricesQuery);
  const free = prices?.items.find(({ key }) => key === null);
  if (!free) return null;
  return (
    <p className={text.small}>
      The {free.name} plan brings {creditsText(free.credits)} each calendar month to an account with a connected chat.
    </p>
  );
}

function Expiry({ lot: { expiresAt } }: { lot: Lot }) {
  if (expiresAt === null) return <span className={text.small}>never expire</span>;
  const days = (Date.parse(expiresAt) - Date.now()) / dayMs;
  return (
    <span className={text.small} data-soon={days < soonDays || undefined}>
      expire {days < countedDays ? <Time at={expiresAt} /> : 'on'}
      {days < countedDays && ', on '}
      {days >= countedDays && ' '}
      <Time at={expiresAt} as="date" />
    </span>
  );
}
