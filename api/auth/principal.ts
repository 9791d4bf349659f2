import type { User } from '#core/accounts/find-user.ts';

/** What a person may do beyond their own account: `operate`, what /api/admin offers. */
export type Scope = 'operate';

/** A person signed in in a browser. */
interface SessionPrincipal {
  by: 'session';
  /** Whose account it is. */
  user: Pick<User, 'userId' | 'walletId' | 'email'> & Partial<Pick<User, 'isBlocked'>>;
  scopes: ReadonlySet<Scope>;
  session: {
    id: string;
    /** When the session began. */
    signedInAt: Date;
  };
}

/** The person a request is made by, in each of the ways to prove it. */
export type Principal = SessionPrincipal;
