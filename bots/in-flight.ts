import { setMaxListeners } from 'node:events';
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
  /** Aborted when no more can be waited for: whoever is not answered by then is told that. */
  readonly givingUp: AbortSignal;
  /** Waits until nothing is left, for so long, and then for as long as it takes to tell whoever still waits. Says how much is left then. */
  drain(withinMs: number): Promise<number>;
}

/**
 * What one process has taken and not answered lives in its memory alone until the credits are held: so much, and no more, a kill can
 * lose (docs/deploy.md). At ten connections to the database, which answer in some milliseconds, this many wait for less than a second.
 */
const mostTaken = 200;
/** A chat that does not take one more answer by then is not waited for. */
const lastWordMs = 1_500;
/** Each is one request to the chat, which ends within a second or two. */
const mostTurnedAway = 500;

export function createInFlight(most = mostTaken): InFlight {
  const running = new Set<Promise<unknown>>();
  let turnedAway = 0;
  const givingUp = new AbortController();
  setMaxListeners(0, givingUp.signal); // everything under way listens

  /** Until nothing is left; what is finished may have begun something else meanwhile. */
  async function settle(withinMs: number): Promise<void> {
    const deadline = new AbortController();
    const late = sleep(withinMs, undefined, { signal: deadline.signal }).catch(() => undefined);
    const done = (async () => {
      while (running.size > 0 && !deadline.signal.aborted) await Promise.allSettled(running);
    })();
    await Promise.race([done, late]);
    deadline.abort();
  }

  return {
    givingUp: givingUp.signal,
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
      await settle(withinMs);
      givingUp.abort();
      await settle(lastWordMs);
      return running.size;
    },
  };
}
