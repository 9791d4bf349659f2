import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useLocation, useNavigation } from 'react-router';
import { look, useConnection } from '../client/connection.ts';
import { signedInAs, standingQuery } from '../client/queries.ts';
import { loadAnew, ownRelease, wasRenewed } from '../client/release.ts';
import { useStaleness } from '../client/use-staleness.ts';
import classes from './standing.module.css';
import { Time } from './time.tsx';

/** What is not as it should be between this page and us, on every page: one line each, announced as it appears, gone when it is over. */
export function Standing({ isSignedIn }: { isSignedIn: boolean }) {
  const { is, since } = useConnection();
  const oldest = useStaleness(is !== 'fine');
  return (
    <div className={classes.standing} role="status">
      {is !== 'fine' && <Away is={is} since={since} oldest={oldest} />}
      {is === 'fine' && oldest !== undefined && <Old since={oldest} />}
      {is === 'fine' && <Release isSignedIn={isSignedIn} />}
    </div>
  );
}

interface AwayProps {
  is: 'offline' | 'gone';
  since: number;
  /** From when the oldest thing is that is shown; undefined: nothing is. */
  oldest: number | undefined;
}

function Away({ is, since, oldest }: AwayProps) {
  // Somebody goes to a page whose script is not there: the one that is open stays meanwhile (load-script.ts).
  const isWaited = useNavigation().state === 'loading';
  const [isLooking, setLooking] = useState(false);
  const lookNow = async () => {
    setLooking(true);
    await look();
    setLooking(false);
  };
  return (
    <Line
      isWaited={isWaited}
      ways={
        <Button size="xs" variant="default" loading={isLooking} onClick={() => void lookNow()}>
          Try now
        </Button>
      }
    >
      {isWaited && (
        <>
          <strong>This page could not be loaded yet.</strong> It opens by itself as soon as that is over:{' '}
        </>
      )}
      <strong>{is === 'offline' ? 'You are offline' : 'UPixel does not answer'}</strong>, since <Time at={iso(since)} />
      . {is === 'gone' && 'Your device has a network. '}
      {oldest !== undefined && (
        <>
          What you see is from <Time at={iso(oldest)} /> and may have changed.{' '}
        </>
      )}
      What you type stays. We keep trying, and it goes on by itself.
    </Line>
  );
}

/** We are answered, but something that is shown could not be asked for again. */
function Old({ since }: { since: number }) {
  const client = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const again = async () => {
    setAsking(true);
    await client.refetchQueries({ type: 'active', predicate: ({ state }) => state.status === 'error' });
    setAsking(false);
  };
  return (
    <Line
      ways={
        <Button size="xs" variant="default" loading={isAsking} onClick={() => void again()}>
          Ask again
        </Button>
      }
    >
      <strong>Not everything here is new.</strong> Some of it is from <Time at={iso(since)} />: asking for it again did
      not work.
    </Line>
  );
}

/** A release other than this page's is served, or this page has just taken the place of one of another: until somebody moves on. */
function Release({ isSignedIn }: { isSignedIn: boolean }) {
  const client = useQueryClient();
  const { data } = useQuery({ ...standingQuery, enabled: isSignedIn });
  const [isNews, setNews] = useState(wasRenewed);
  const { pathname } = useLocation();
  const first = useRef(pathname);
  useEffect(() => {
    if (pathname !== first.current) setNews(false);
  }, [pathname]);
  if (data?.release != null && ownRelease() !== undefined && data.release !== ownRelease())
    return (
      <Line
        tone="news"
        ways={
          <Button size="xs" onClick={() => loadAnew(signedInAs(client))}>
            Load the new version
          </Button>
        }
      >
        <strong>UPixel was updated.</strong> This page is of another version and may not understand everything. What you
        typed in its forms is kept, but not all that is open in a dialog: finish that first.
      </Line>
    );
  if (!isNews) return null;
  return (
    <Line
      tone="news"
      ways={
        <Button size="xs" variant="default" onClick={() => setNews(false)}>
          All right
        </Button>
      }
    >
      <strong>UPixel was updated</strong> while your page was open, so it was loaded anew. Nothing was lost.
    </Line>
  );
}

function Line({
  tone = 'careful',
  isWaited,
  ways,
  children,
}: {
  tone?: 'careful' | 'news';
  /** Somebody has just pressed something and waits: it is seen wherever they are on the page. */
  isWaited?: boolean;
  ways: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className={classes.line} data-tone={tone} data-waited={isWaited || undefined}>
      <p>{children}</p>
      <div className={classes.ways}>{ways}</div>
    </div>
  );
}

const iso = (at: number) => new Date(at).toISOString();
