/** Thrown immediately if too many are already waiting. */
export class TooManyWaiting extends Error {
  override readonly name = 'TooManyWaiting';
}

/**
 * Limits concurrent work: `atOnce` run, `waiting` more may wait in the order in which they came, and the rest is
 * refused before it costs anything.
 */
export function createTurns({ atOnce, waiting }: { atOnce: number; waiting: number }) {
  const queue: Array<() => void> = [];
  let running = 0;
  return async function take<Result>(work: () => Promise<Result>): Promise<Result> {
    if (running < atOnce) running++;
    else if (queue.length >= waiting) throw new TooManyWaiting('Too many wait for this already');
    // The next in line takes over this turn, so that a newcomer cannot get it.
    else await new Promise<void>((resolve) => queue.push(resolve));
    try {
      return await work();
    } finally {
      const next = queue.shift();
      if (next) next();
      else running--;
    }
  };
}
