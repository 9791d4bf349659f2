import { UnstyledButton } from '@mantine/core';
import { Link } from 'react-router';
import type { User } from '#core/contract/pages/visitors.ts';
import classes from './account-menu.module.css';
import { useSignOut } from './use-sign-out.ts';

const menuId = 'account-menu';

/** Who is signed in, and signing out. Uses the browser's popover: it closes with Escape or a press elsewhere. */
export function AccountMenu({ user, isOperator }: { user: User; isOperator: boolean }) {
  const signOut = useSignOut();
  const shown = user.name || user.email;
  return (
    <>
      <UnstyledButton className={classes.account} popoverTarget={menuId} aria-label={`Account: ${user.email}`}>
        <span className={classes.initial} aria-hidden="true">
          {Array.from(shown)[0]?.toUpperCase()}
        </span>
        <span className={classes.name}>{shown}</span>
        <span className={classes.arrow} aria-hidden="true" />
      </UnstyledButton>
      <div id={menuId} popover="auto" className={classes.menu}>
        <p className={classes.who}>
          Signed in as
          {user.name && <strong>{user.name}</strong>}
          <span>{user.email}</span>
        </p>
        {isOperator && (
          <UnstyledButton component={Link} to="/admin" className={classes.out}>
            Operator’s page
          </UnstyledButton>
        )}
        <UnstyledButton className={classes.out} disabled={signOut.isPending} onClick={() => signOut.mutate('/')}>
          {signOut.isPending ? 'Signing out…' : 'Sign out'}
        </UnstyledButton>
        {signOut.error && (
          <p className={classes.problem} role="alert">
            Nobody knows whether that worked. Try again: it does no harm to sign out twice.
          </p>
        )}
      </div>
    </>
  );
}
