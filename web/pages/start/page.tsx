import { lazy, Suspense } from 'react';
import { useSession } from '../../client/queries.ts';
import { PageSkeleton } from '../../shell/page-skeleton.tsx';
import { Unknown } from '../../shell/require-session.tsx';

const Home = lazy(() => import('../home/page.tsx'));
const Landing = lazy(() => import('../landing/page.tsx'));

/** The person's home; if they are signed out, what UPixel is. */
export default function StartPage() {
  const session = useSession();
  if (session.error && !session.data) return <Unknown error={session.error} onRetry={() => void session.refetch()} />;
  if (!session.data) return <PageSkeleton />;
  return <Suspense fallback={<PageSkeleton />}>{session.data.user ? <Home /> : <Landing />}</Suspense>;
}
