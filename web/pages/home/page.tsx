import './home.css';
import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { Answered } from '#core/contract/contract.ts';
import { call } from '../../client/call.ts';
import { keys } from '../../client/queries.ts';
import { Credits } from '../../shell/credits.tsx';
import { EmptyState } from '../../shell/empty-state.tsx';
import { Page } from '../../shell/page.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { Thumbnail } from '../../shell/thumbnail.tsx';
import { Time } from '../../shell/time.tsx';
import { Running } from './running.tsx';

type Home = Answered<'getHome'>;

/** What there is to spend, what is being made, and what was made last. */
export default function HomePage() {
  const home = useQuery({ queryKey: keys.home, queryFn: ({ signal }) => call('getHome', { signal }) });
  if (home.error && !home.data)
    return (
      <Page title="Home">
        <ProblemAlert error={home.error} onRetry={() => void home.refetch()} />
      </Page>
    );
  if (!home.data)
    return (
      <Page title="Home">
        <Skeleton height={140} aria-label="Loading" />
      </Page>
    );
  return (
    <Page title="Home">
      <div className="home">
        <Balance home={home.data} />
        <Running running={home.data.running} />
        <Latest latest={home.data.latest} isBusy={home.data.running.length > 0} />
      </div>
    </Page>
  );
}

function Balance({ home }: { home: Home }) {
  return (
    <section className="sheet" aria-labelledby="balance">
      <div className="home-head">
        <h2 id="balance">Balance</h2>
        <span className="soft">Plan: {home.plan}</span>
      </div>
      <p className="home-balance">
        <Credits amount={home.balance} />
      </p>
      {home.onHold > 0 && (
        <p className="soft">
          <Credits amount={home.onHold} /> more on hold for what is being made; what is not made comes back.
        </p>
      )}
      {home.lots.length > 0 && (
        <ul className="home-lots">
          {home.lots.map((lot) => (
            <li key={lot.id}>
              <span>{lot.label}</span>
              <Credits amount={lot.balance} />
              <span className="soft">
                {lot.expiresAt ? (
                  <>
                    until <Time at={lot.expiresAt} as="date" />
                  </>
                ) : (
                  'do not expire'
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
      <p className="small">
        Credits that expire soonest are spent first. <Link to="/credits">Every change of them</Link>
      </p>
    </section>
  );
}

function Latest({ latest, isBusy }: { latest: Home['latest']; isBusy: boolean }) {
  if (latest.length === 0)
    return isBusy ? null : (
      <EmptyState
        icon="gallery"
        title="Nothing here yet"
        action={
          <Button component={Link} to="/connections">
            Connect a chat
          </Button>
        }
      >
        In Discord or Slack type <code>/link</code> (in Slack <code>/upixel link</code>), then{' '}
        <code>/imagine a fox knight</code>. What you make appears here.
      </EmptyState>
    );
  return (
    <section aria-labelledby="latest">
      <div className="home-head">
        <h2 id="latest">Latest images</h2>
        <Link to="/gallery">See all</Link>
      </div>
      <ul className="home-strip">
        {latest.map((asset) => (
          <li key={asset.id}>
            <Link to={`/gallery/${asset.id}`}>
              <Thumbnail picture={asset} alt={asset.prompt} />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
