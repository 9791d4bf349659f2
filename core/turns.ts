/** Thrown at once where too many wait already. */
export class TooManyWaiting extends Error {
  override readonly name = 'TooManyWaiting';
}

/**
 * Work that may not all be done at once: so much of it runs, so much more may wait in the order in which it came, and the rest is
 * refused before it costs anything.
 */
export function createTurns({ atOnce, waiting }: { atOnce: number; waiting: number }) {
  const queue: Array<() => void> = [];
  let running = 0;
  return async function take<Result>(work: () => Promise<Result>): Promise<Result> {
    if (running < atOnce) running++;
    else if (queue.length >= waiting) throw new TooManyWaiting('Too many wait for this already');
    // Whoever is next takes the place over, so that nobody who comes in between gets it.
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
