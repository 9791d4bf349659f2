import { hash, verify } from '@node-rs/argon2';
import { APIError } from 'better-auth/api';
import { createTurns, TooManyWaiting } from '#core/turns.ts';

/** OWASP's minimum for argon2id (Password Storage Cheat Sheet): 19 MiB, two passes, one lane. About 20 ms, off the event loop. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/**
 * Hashes take at most two of libuv's four threads, and 40 MB; pictures have two of their own (core/images/open-image.ts). 100 wait for about a
 * second: nobody waits longer than that, so further requests are refused at once.
 */
const take = createTurns({ atOnce: 2, waiting: 100 });

/** Argon2id, in PHC's format, so that a stronger cost later still verifies today's hashes. */
export const passwordHash = {
  hash: (password: string) => inTurn(() => hash(password, cost)),
  verify: ({ hash: stored, password }: { hash: string; password: string }) => inTurn(() => verify(stored, password)),
};

/** @throws APIError TOO_BUSY; api/auth/words.ts has the sentence */
async function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await take(work);
  } catch (error) {
    if (!(error instanceof TooManyWaiting)) throw error;
    throw new APIError('SERVICE_UNAVAILABLE', { code: 'TOO_BUSY', message: 'too many hashes wait' });
  }
}
