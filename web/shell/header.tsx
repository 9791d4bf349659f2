import { Burger, Button } from '@mantine/core';
import { Link, useLocation } from 'react-router';
import type { Answered } from '#core/contract/contract.ts';
import { withNext } from '../client/safe-next.ts';
import { AccountMenu } from './account-menu.tsx';
import { navigationId } from './navigation.tsx';

export function Header({
  session,
  menu,
}: {
  /** Undefined until it is known. */
  session: Answered<'getSession'> | undefined;
  menu: { isOpen: boolean; toggle: () => void };
}) {
  return (
    <header className="header">
      {session?.user && (
        <Burger
          className="header-burger"
          size="sm"
          opened={menu.isOpen}
          onClick={menu.toggle}
          aria-label={menu.isOpen ? 'Close the navigation' : 'Open the navigation'}
          aria-expanded={menu.isOpen}
          aria-controls={navigationId}
        />
      )}
      <Link to="/" className="brand">
        <img src="/favicon.svg" alt="" width={32} height={32} />
        UPixel
      </Link>
      <div className="header-end">
        {session?.user && <AccountMenu user={session.user} isOperator={session.isOperator} />}
        {session?.user === null && <SignedOut />}
      </div>
    </header>
  );
}

const signPages = ['/sign-in', '/sign-up', '/verify', '/forgot-password', '/reset-password'];

/** Leads back to where one is, but not to a page that is about signing in. */
function SignedOut() {
  const { pathname, search } = useLocation();
  const next = signPages.includes(pathname) ? (new URLSearchParams(search).get('next') ?? '/') : pathname + search;
  return (
    <>
      <Button component={Link} to={withNext('/sign-in', next)} variant="subtle" size="sm">
        Sign in
      </Button>
      <Button component={Link} to={withNext('/sign-up', next)} size="sm" className="header-join">
        Create an account
      </Button>
    </>
  );
}
