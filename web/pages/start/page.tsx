import { Suspense, useRef } from 'react';
import { Navigate } from 'react-router';
import { lazily } from '../../client/lazily.tsx';
import { isOwnEnd } from '../../client/own-end.ts';
import { useSession } from '../../client/queries.ts';
import { PageSkeleton } from '../../shell/page-skeleton.tsx';
import { Unknown } from '../../shell/require-session.tsx';

const home = lazily(() => import('../home/page.tsx'));
const landing = lazily(() => import('../landing/page.tsx'));

/** So that it can be drawn without a pause. */
export const preloadLanding = landing.preload;

/** The person's home; if they are signed out, what UPixel is. */
export default function StartPage() {
  const session = useSession();
  const wasThere = useRef(false);
  if (session.error && !session.data) return <Unknown error={session.error} onRetry={() => void session.refetch()} />;
  if (!session.data) return <PageSkeleton />;
  if (session.data.user) wasThere.current = true;
  // Ended elsewhere: not without a word.
  else if (wasThere.current) return isOwnEnd() ? <PageSkeleton /> : <Navigate to="/sign-in?ended" replace />;
  const { Component } = session.data.user ? home : landing;
  return (
    <Suspense fallback={<PageSkeleton />}>
      <Component />
    </Suspense>
  );
}
