import { useRef } from 'react';
import { Navigate, Outlet, useLocation } from 'react-router';
import type { User } from '#core/contract/pages/visitors.ts';
import { isOwnEnd } from '../client/own-end.ts';
import { useSession } from '../client/queries.ts';
import { withNext } from '../client/safe-next.ts';
import { Page } from './page.tsx';
import { PageSkeleton } from './page-skeleton.tsx';
import { ProblemAlert } from './problem-alert.tsx';

/** Wraps personal pages: people who are signed out sign in first, and come back. */
export function RequireSession() {
  const session = useSession();
  const { pathname, search } = useLocation();
  const wasThere = useRef(false);
  if (session.data?.user) {
    wasThere.current = true;
    return <Outlet />;
  }
  if (session.data && isOwnEnd()) return <PageSkeleton />;
  // Somebody who was here, and whose session was ended elsewhere, is told so.
  if (session.data)
    return <Navigate to={withNext(wasThere.current ? '/sign-in?ended' : '/sign-in', pathname + search)} replace />;
  if (session.error) return <Unknown error={session.error} onRetry={() => void session.refetch()} />;
  return <PageSkeleton />;
}

/** Shown if it cannot be found out whether somebody is signed in. */
export function Unknown({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  return (
    <Page title="One moment" width="narrow">
      <ProblemAlert error={error} onRetry={onRetry} />
    </Page>
  );
}

/** The signed-in person. Only for pages behind `RequireSession`. */
export function useUser(): User {
  const { data } = useSession();
  if (!data?.user) throw new Error('useUser is for pages behind RequireSession');
  return data.user;
}
