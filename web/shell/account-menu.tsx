import { UnstyledButton } from '@mantine/core';
import { Link } from 'react-router';
import type { User } from '#core/contract/shapes.ts';
import { useSignOut } from './use-sign-out.ts';

const menuId = 'account-menu';

/** Who is signed in, and the way out. The browser's own popover: it closes with Escape and with a press elsewhere. */
export function AccountMenu({ user, isOperator }: { user: User; isOperator: boolean }) {
  const signOut = useSignOut();
  const shown = user.name || user.email;
  return (
    <>
      <UnstyledButton className="account" popoverTarget={menuId} aria-label={`Account: ${user.email}`}>
        <span className="account-initial" aria-hidden="true">
          {Array.from(shown)[0]?.toUpperCase()}
        </span>
        <span className="account-name">{shown}</span>
        <span className="account-arrow" aria-hidden="true" />
      </UnstyledButton>
      <div id={menuId} popover="auto" className="account-menu">
        <p className="account-who">
          Signed in as
          {user.name && <strong>{user.name}</strong>}
          <span>{user.email}</span>
        </p>
        {isOperator && (
          <UnstyledButton component={Link} to="/admin" className="account-out">
            Operator’s page
          </UnstyledButton>
        )}
        <UnstyledButton className="account-out" disabled={signOut.isPending} onClick={() => signOut.mutate('/')}>
          {signOut.isPending ? 'Signing out…' : 'Sign out'}
        </UnstyledButton>
        {signOut.error && (
          <p className="account-problem" role="alert">
            That did not work, so you are still signed in. Try again.
          </p>
        )}
      </div>
    </>
  );
}
