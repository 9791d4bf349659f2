import { useQuery } from '@tanstack/react-query';
import { call } from '../../client/call.ts';
import { keys } from '../../client/queries.ts';
import { NothingMade } from '../../shell/nothing-made.tsx';
import { Page } from '../../shell/page.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { QuickPrompt } from '../make/quick-prompt.tsx';
import { Balance } from './balance.tsx';
import { FirstSteps } from './first-steps.tsx';
import type { Home } from './home.ts';
import { Latest } from './latest.tsx';
import classes from './page.module.css';
import { Running } from './running.tsx';
import { Shortfalls } from './shortfalls.tsx';
import { HomeSkeleton } from './skeleton.tsx';

/** What is running and the latest images, and then the credits. */
export default function HomePage() {
  const home = useQuery({ queryKey: keys.home, queryFn: ({ signal }) => call('getHome', { signal }) });
  return (
    <Page title="Home">
      <QuickPrompt />
      {home.data && <Parts home={home.data} />}
      {home.isPending && <HomeSkeleton />}
      {home.error && !home.data && <ProblemAlert error={home.error} onRetry={() => void home.refetch()} />}
    </Page>
  );
}

function Parts({ home }: { home: Home }) {
  const isNew = home.latest.length === 0 && home.running.length === 0 && home.shortfalls.length === 0;
  return (
    <div className={classes.home}>
      <NothingMade />
      {isNew && <FirstSteps balance={home.balance} />}
      {home.shortfalls.length > 0 && <Shortfalls shortfalls={home.shortfalls} />}
      {home.running.length > 0 && <Running running={home.running} />}
      {home.latest.length > 0 && <Latest latest={home.latest} />}
      <Balance home={home} isNew={isNew} />
    </div>
  );
}
