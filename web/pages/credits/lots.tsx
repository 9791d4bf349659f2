import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { call } from '../../client/call.ts';
import { keys } from '../../client/queries.ts';
import { Credits } from '../../shell/credits.tsx';
import { LotList } from './lot-list.tsx';

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
      <LotList lots={lots} />
      {lots.length > 1 && <p className="small">Credits that expire soonest are spent first.</p>}
    </section>
  );
}
