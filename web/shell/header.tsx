import { Burger, Button } from '@mantine/core';
import { Link, useLocation } from 'react-router';
import type { Answered } from '#core/contract/pages/contract.ts';
import { withNext } from '../client/safe-next.ts';
import { AccountMenu } from './account-menu.tsx';
import classes from './header.module.css';
import { navigationId } from './navigation.tsx';

export function Header({
  session,
  menu,
}: {
  /** Undefined while it is unknown. */
  session: Answered<'getSession'> | undefined;
  menu: { isOpen: boolean; toggle: () => void };
}) {
  return (
    <header className={classes.header}>
      {session?.user && (
        <Burger
          className={classes.burger}
          size="sm"
          opened={menu.isOpen}
          onClick={menu.toggle}
          aria-label={menu.isOpen ? 'Close the navigation' : 'Open the navigation'}
          aria-expanded={menu.isOpen}
          aria-controls={navigationId}
        />
      )}
      <Link to="/" className={classes.brand}>
        <img src="/favicon.svg" alt="" width={32} height={32} />
        UPixel
      </Link>
      <div className={classes.end}>
        {session?.user && <AccountMenu user={session.user} isOperator={session.isOperator} />}
        {session?.user === null && <SignedOut />}
      </div>
    </header>
  );
}

const signPages = ['/sign-in', '/sign-up', '/verify', '/forgot-password', '/reset-password'];

/** Leads back to the current page, unless that is about signing in. */
function SignedOut() {
  const { pathname, search } = useLocation();
  const next = signPages.includes(pathname) ? (new URLSearchParams(search).get('next') ?? '/') : pathname + search;
  return (
    <>
      <Button component={Link} to={withNext('/sign-in', next)} variant="subtle" size="sm">
        Sign in
      </Button>
      <Button component={Link} to={withNext('/sign-up', next)} size="sm" className={classes.join}>
        Create an account
      </Button>
    </>
  );
}
