import './shell.css';
import './parts.css';
import { useEffect, useState } from 'react';
import { Outlet, ScrollRestoration, useLocation, useNavigation } from 'react-router';
import { useLive } from '../client/live.ts';
import { useSession } from '../client/queries.ts';
import { Footer } from './footer.tsx';
import { Header } from './header.tsx';
import { Navigation } from './navigation.tsx';

/** What is around every page. Signed in there is the navigation, and changes arrive by themselves. */
export function Shell() {
  const { data: session } = useSession();
  const [isOpen, setIsOpen] = useState(false);
  const { pathname } = useLocation();
  const user = session?.user ?? undefined;
  useLive(user?.id);

  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever has gone somewhere is done with the menu
  useEffect(() => setIsOpen(false), [pathname]);

  return (
    <div className="shell" data-signed-in={user !== undefined || undefined}>
      <a className="skip" href="#content">
        Skip to the content
      </a>
      <Loading />
      <Header session={session} menu={{ isOpen, toggle: () => setIsOpen(!isOpen) }} />
      {user && <Navigation isOpen={isOpen} onEscape={() => setIsOpen(false)} />}
      <div className="shell-body">
        <main id="content" tabIndex={-1}>
          <Outlet />
        </main>
        <Footer />
      </div>
      <ScrollRestoration />
    </div>
  );
}

/** A line at the top while the next page's script is on its way. */
function Loading() {
  const { state } = useNavigation();
  return <div className="loading" data-on={state === 'loading' || undefined} />;
}
