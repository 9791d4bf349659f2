import { Failure } from '#core/failure.ts';
import type { Principal } from './principal.ts';

/** Long enough for a person who just signed in to do what they came for; a browser left open is not "recent". */
export const recentMs = 15 * 60_000;
/** For what cannot be undone in the end. */
export const justNowMs = 10 * 60_000;

/** For actions that only the account's holder may take, not somebody who finds its browser open. @throws Failure sign_in_again */
export function requireRecent({ session: { signedInAt } }: Pick<Principal, 'session'>, withinMs: number): void {
  if (Date.now() - signedInAt.getTime() > withinMs) throw signInAgain(withinMs);
}

const signInAgain = (withinMs: number) =>
  new Failure('sign_in_again', {
    title: 'Sign in once more',
    happened: `For this you must have signed in within the last ${withinMs / 60_000} minutes. Nothing was changed.`,
    next: 'Sign in again and come back here.',
  });
