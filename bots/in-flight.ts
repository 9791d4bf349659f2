import { setTimeout as sleep } from 'node:timers/promises';

/** What was taken from a chat and is not yet answered to its end. Kept so that a process that stops finishes it first. */
export interface InFlight {
  readonly count: number;
  /** Does the work, and counts it until it is done. Settles as the work does. */
  run<T>(work: () => Promise<T>): Promise<T>;
  /** Waits until nothing is left, but no longer than so. Says how much is left then. */
  drain(withinMs: number): Promise<number>;
}

export function createInFlight(): InFlight {
  const running = new Set<Promise<unknown>>();
  return {
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
