import { createHash, randomUUID } from 'node:crypto';
import type Stripe from 'stripe';
import { isTheirFault, wasKept } from './errors.ts';

/** Stripe accepts at most 255 characters, and the parts of a key may be as long as a list of products. */
const keyOf = (...parts: readonly string[]) => createHash('sha256').update(JSON.stringify(parts)).digest('hex');

/** After this many failures within a day, running only once is no longer guaranteed. */
const mostKept = 50;

/**
 * Runs a Stripe operation once per its names, however often it is tried. Stripe keeps the answer to a key for a day, a 500 included
 * (https://docs.stripe.com/api/idempotent_requests): then we look up whether it was done all the same, and if not, try the next key,
 * so that one bad moment of Stripe's blocks nothing for a day. Two simultaneous callers use the same keys, and so get the same
 * object. The last key is random, to get past a stored answer that is not marked as one.
 */
export async function once<Result>(
  names: readonly string[],
  { send, find }: { send(options: Stripe.RequestOptions): Promise<Result>; find(): Promise<Result | undefined> },
): Promise<Result> {
  // The library must not retry a 500, as it would only get the same answer.
  const trySend = (idempotencyKey: string) => send({ idempotencyKey, maxNetworkRetries: 0 });
  let fresh = 0;
  for (let nth = 0; fresh < 2 && nth < mostKept; nth++) {
    try {
      return await trySend(nth === 0 ? keyOf(...names) : keyOf(...names, `after ${nth} failures`));
    } catch (error) {
      if (!isTheirFault(error)) throw error;
      const done = await find();
      if (done) return done;
      if (!wasKept(error)) fresh++;
    }
  }
  return trySend(randomUUID());
}
