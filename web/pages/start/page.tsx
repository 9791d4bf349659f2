import { Suspense } from 'react';
import { lazily } from '../../client/lazily.tsx';
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
  if (session.error && !session.data) return <Unknown error={session.error} onRetry={() => void session.refetch()} />;
  if (!session.data) return <PageSkeleton />;
  const { Component } = session.data.user ? home : landing;
  return (
    <Suspense fallback={<PageSkeleton />}>
      <Component />
    </Suspense>
  );
}
