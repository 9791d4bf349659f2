import { useEffect, useState } from 'react';
import { Outlet, ScrollRestoration, useLocation, useNavigation } from 'react-router';
import { useLive } from '../client/live.ts';
import { useSession } from '../client/queries.ts';
import { useOtherTabs } from '../client/use-other-tabs.ts';
import { useRecovery } from '../client/use-recovery.ts';
import { useWhoLeaves } from '../client/use-who-leaves.ts';
import { Footer } from './footer.tsx';
import { Header } from './header.tsx';
import { Leaving } from './leaving.tsx';
import { Navigation } from './navigation.tsx';
import { NotePlace } from './note-place.tsx';
import { PolicyNews } from './policy-news.tsx';
import classes from './shell.module.css';
import { Standing } from './standing.tsx';
import { useFocusKept } from './use-focus-kept.ts';

/** The frame around every page. For signed-in people it has the navigation, and changes arrive live. */
export function Shell() {
  const { data: session } = useSession();
  const [isOpen, setIsOpen] = useState(false);
  const { pathname } = useLocation();
  const goal = useNavigation().location?.pathname;
  const user = session?.user ?? undefined;
  useLive(user?.id);
  useRecovery();
  useOtherTabs();
  useFocusKept();
  useWhoLeaves(session && (session.user?.id ?? null));

  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever goes somewhere is done with the menu
  useEffect(() => setIsOpen(false), [pathname, goal]);

  return (
    <div className={classes.shell} data-signed-in={user !== undefined || undefined}>
      <a className={classes.skip} href="#content">
        Skip to the content
      </a>
      <Loading />
      <Header session={session} menu={{ isOpen, toggle: () => setIsOpen(!isOpen) }} />
      {user && <Navigation isOpen={isOpen} onEscape={() => setIsOpen(false)} />}
      <div className={classes.body}>
        <main id="content" className={classes.main} tabIndex={-1}>
          <Standing isSignedIn={user !== undefined} />
          {user?.deletionDueAt && <Leaving dueAt={user.deletionDueAt} />}
          {user && session && <PolicyNews key={user.id} policies={session.policies} />}
          <Outlet />
        </main>
        <Footer />
      </div>
      {user && <NotePlace />}
      <ScrollRestoration />
    </div>
  );
}

/** A line at the top while the next page's script is loading. */
function Loading() {
  const { state } = useNavigation();
  return <div className={classes.loading} data-on={state === 'loading' || undefined} />;
}
