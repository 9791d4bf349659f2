import { Failure } from '#core/failure.ts';
import type { SignedIn } from '../json/handler.ts';

/** As long as somebody who just signed in takes to do what they came for; a browser left open is not "recent". */
const recentMs = 15 * 60_000;

/** What only whoever holds the account may do, and not whoever finds its browser open. @throws Failure sign_in_again */
export function requireRecent({ signedInAt }: Pick<SignedIn, 'signedInAt'>): void {
  if (Date.now() - signedInAt.getTime() > recentMs) throw signInAgain();
}

const signInAgain = () =>
  new Failure('sign_in_again', {
    title: 'Sign in once more',
    happened: `For this you must have signed in within the last ${recentMs / 60_000} minutes. Nothing was changed.`,
    next: 'Sign in again and come back here.',
  });
