import { setTimeout as sleep } from 'node:timers/promises';

/** What was taken from a chat and is not yet answered to its end. Kept so that a process that stops finishes it first. */
export interface InFlight {
  readonly count: number;
  /** No more may be taken now: whoever asks is turned away with a sentence. */
  readonly isFull: boolean;
  /** Does the work, and counts it until it is done. Settles as the work does. */
  run<T>(work: () => Promise<T>): Promise<T>;
  /** Turns somebody away, beside what is counted; where too many are turned away at once, nothing is done, and the chat tells them so. */
  turnAway(work: () => Promise<void>): Promise<void>;
  /** Waits until nothing is left, but no longer than so. Says how much is left then. */
  drain(withinMs: number): Promise<number>;
}

/**
 * What one process has taken and not answered lives in its memory alone until the credits are held: so much, and no more, a kill can
 * lose (docs/deploy.md). At ten connections to the database, which answer in some milliseconds, this many wait for less than a second.
 */
const mostTaken = 200;
/** Each is one request to the chat, which ends within a second or two. */
const mostTurnedAway = 500;

export function createInFlight(most = mostTaken): InFlight {
  const running = new Set<Promise<unknown>>();
  let turnedAway = 0;
  return {
    get isFull() {
      return running.size >= most;
    },
    async turnAway(work) {
      if (turnedAway >= mostTurnedAway) return;
      turnedAway++;
      try {
        await work();
      } finally {
        turnedAway--;
      }
    },
    get count() {
      return running.size;
    },
    run(work) {
      const promise = work();
      running.add(promise);
      return promise.finally(() => running.delete(promise));
    },
    async drain(withinMs) {
      const deadline = new AbortController();
      const late = sleep(withinMs, undefined, { signal: deadline.signal }).catch(() => undefined);
      const done = (async () => {
        // What is finished may have begun something else meanwhile.
        while (running.size > 0 && !deadline.signal.aborted) await Promise.allSettled(running);
      })();
      await Promise.race([done, late]);
      deadline.abort();
      return running.size;
    },
  };
}
