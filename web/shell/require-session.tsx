import { Navigate, Outlet, useLocation } from 'react-router';
import type { User } from '#core/contract/shapes.ts';
import { useSession } from '../client/queries.ts';
import { withNext } from '../client/safe-next.ts';
import { Page } from './page.tsx';
import { PageSkeleton } from './page-skeleton.tsx';
import { ProblemAlert } from './problem-alert.tsx';

/** Around the pages that are somebody's own: who is signed out signs in first, and comes back. */
export function RequireSession() {
  const session = useSession();
  const { pathname, search } = useLocation();
  if (session.data?.user) return <Outlet />;
  if (session.data) return <Navigate to={withNext('/sign-in', pathname + search)} replace />;
  if (session.error) return <Unknown error={session.error} onRetry={() => void session.refetch()} />;
  return <PageSkeleton />;
}

/** Nobody knows whether somebody is signed in. */
export function Unknown({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  return (
    <Page title="One moment" width="narrow">
      <ProblemAlert error={error} onRetry={onRetry} />
    </Page>
  );
}

/** Who is signed in. Only for pages behind `RequireSession`. */
export function useUser(): User {
  const { data } = useSession();
  if (!data?.user) throw new Error('useUser is for pages behind RequireSession');
  return data.user;
}
