import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { Answered } from '#core/contract/pages/contract.ts';
import { platforms } from '#core/contract/platforms.ts';
import { call } from '../../client/call.ts';
import { keys } from '../../client/queries.ts';
import { Credits } from '../../shell/credits.tsx';
import { Notice } from '../../shell/notice.tsx';
import { Page } from '../../shell/page.tsx';
import { Sheet } from '../../shell/sheet.tsx';
import buttons from './buttons.module.css';
import classes from './linked.module.css';

export function Linked({
  linked: { identity, credits, forfeited, balance, goOn },
}: {
  linked: Answered<'confirmLink'>;
}) {
  const chat = platforms[identity.platform].label;
  // By looking at it one gets the Free plan's credits of this month, which are none of those that came along.
  const home = useQuery({ queryKey: keys.home, queryFn: ({ signal }) => call('getHome', { signal }) });
  const month = home.data?.lots.find(({ origin }) => origin === 'plan');
  return (
    <Page title={`${chat} is linked`} width="narrow">
      <Sheet>
        <Notice title={`${identity.name || chat} belongs to your account now`} tone="good">
          We sent you an e-mail about it, and a note in chat that only you see.
        </Notice>
        <dl className={classes.facts}>
          {credits > 0 && (
            <div>
              <dt>Came along</dt>
              <dd>
                <Credits amount={credits} />
              </dd>
            </div>
          )}
          {forfeited > 0 && (
            <div>
              <dt>Ended: a second trial</dt>
              <dd>
                <Credits amount={forfeited} />
              </dd>
            </div>
          )}
          {month && (
            <div>
              <dt>{month.label}</dt>
              <dd>
                <Credits amount={month.balance} />
              </dd>
            </div>
          )}
          <div>
            <dt>Your balance</dt>
            <dd>
              <Credits amount={home.data?.balance ?? balance} />
            </dd>
          </div>
        </dl>
        {goOn === null && (
          <p>
            Back to {chat}: you can go on with <code>/imagine</code>.
          </p>
        )}
        <div className={buttons.buttons}>
          {goOn !== null && (
            <Button component={Link} to={goOn} fullWidth>
              Go on to the payment
            </Button>
          )}
          <Button component={Link} to="/" fullWidth variant={goOn === null ? 'filled' : 'default'}>
            Go to Home
          </Button>
          <Button component={Link} to="/gallery" fullWidth variant="default">
            See your images
          </Button>
        </div>
      </Sheet>
    </Page>
  );
}
