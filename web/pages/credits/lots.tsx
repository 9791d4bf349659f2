import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { call } from '../../client/call.ts';
import { keys } from '../../client/queries.ts';
import { Credits } from '../../shell/credits.tsx';
import { Time } from '../../shell/time.tsx';

/** What there is to spend, and until when. */
export function Lots() {
  const home = useQuery({ queryKey: keys.home, queryFn: ({ signal }) => call('getHome', { signal }) });
  if (!home.data) return null;
  const { balance, onHold, lots } = home.data;
  return (
    <section className="sheet" aria-label="Balance">
      <div className="lots-head">
        <p className="lots-balance">
          <Credits amount={balance} />
        </p>
        <Button component={Link} to="/billing">
          Get credits
        </Button>
      </div>
      {onHold > 0 && (
        <p className="soft">
          <Credits amount={onHold} /> more on hold for what is being made; what is not made comes back.
        </p>
      )}
      {lots.length > 0 && (
        <ul className="lots">
          {lots.map((lot) => (
            <li key={lot.id}>
              <Credits amount={lot.balance} />
              <span>{lot.label}</span>
              <span className="soft">
                {lot.expiresAt ? (
                  <>
                    until <Time at={lot.expiresAt} as="date" />
                  </>
                ) : (
                  'for ever'
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
      <p className="small">Credits that expire soonest are spent first.</p>
    </section>
  );
}
