import type { User } from '#core/accounts/find-user.ts';
import type { ApiScope } from '#core/contract/scopes.ts';

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

/** A program of somebody's, by their API key: only in api/v1, and never as an operator. */
export interface KeyPrincipal {
  by: 'key';
  user: Pick<User, 'userId' | 'walletId' | 'email' | 'isBlocked'>;
  scopes: ReadonlySet<ApiScope>;
  keyId: string;
}
