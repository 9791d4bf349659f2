import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { call } from '../../client/call.ts';
import { keys } from '../../client/queries.ts';
import { Credits } from '../../shell/credits.tsx';
import { Sheet } from '../../shell/sheet.tsx';
import text from '../../shell/text.module.css';
import { LotList } from './lot-list.tsx';
import classes from './lots.module.css';
import sum from './sum.module.css';

/** The available credits, and when they expire. */
export function Lots() {
  const home = useQuery({ queryKey: keys.home, queryFn: ({ signal }) => call('getHome', { signal }) });
  if (!home.data) return null;
  const { balance, onHold, lots } = home.data;
  return (
    <Sheet aria-label="Balance">
      <div className={classes.head}>
        <p className={sum.sum}>
          <Credits amount={balance} />
        </p>
        <Button component={Link} to="/billing">
          Get credits
        </Button>
      </div>
      {onHold > 0 && (
        <p className={text.soft}>
          <Credits amount={onHold} /> more on hold for what is being made; what is not made comes back.
        </p>
      )}
      <LotList lots={lots} />
      {lots.length > 1 && <p className={text.small}>Credits that expire soonest are spent first.</p>}
    </Sheet>
  );
}
