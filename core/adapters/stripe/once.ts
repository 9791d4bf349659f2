import { createHash, randomUUID } from 'node:crypto';
import type Stripe from 'stripe';
import { isTheirFault, wasKept } from './errors.ts';

/** Stripe takes at most 255 characters, and what goes into a key may be as long as a list of products. */
const keyOf = (...parts: readonly string[]) => createHash('sha256').update(JSON.stringify(parts)).digest('hex');

/** So often it may have gone wrong within a day before what follows is no longer done once for certain. */
const mostKept = 50;

/**
 * Does something at Stripe once for what names it, however often it is tried. Stripe keeps the answer to a key for a day, a 500 included
 * (https://docs.stripe.com/api/idempotent_requests): then it is looked up whether it was done all the same, and if not, the next key
 * is tried, so that one bad moment of Stripe's blocks nothing for a day. Two who try at the same moment take the same keys, and so get
 * the same thing. The last key is one that nobody used: what says nothing of a kept answer is passed as well.
 */
export async function once<Result>(
  names: readonly string[],
  { send, find }: { send(options: Stripe.RequestOptions): Promise<Result>; find(): Promise<Result | undefined> },
): Promise<Result> {
  // A 500 is not asked for again by the library, as it would only hear the same.
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
