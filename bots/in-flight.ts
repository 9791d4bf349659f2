import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

/** Requests that were taken from a chat and are not yet fully answered. Counted so that a process that stops finishes them first. */
export interface InFlight {
  readonly count: number;
  /** No more may be taken now: further requests are turned away with a sentence. */
  readonly isFull: boolean;
  /** Runs the work, and counts it until it is done. Settles as the work does. */
  run<T>(work: () => Promise<T>): Promise<T>;
  /** Turns a request away, outside the count; if too many are turned away at once, does nothing, and the chat shows that there was no answer. */
  turnAway(work: () => Promise<void>): Promise<void>;
  /** Aborted when the process can wait no longer: everybody still waiting is then told so. */
  readonly givingUp: AbortSignal;
  /** Waits that long until nothing is left, then as long as it takes to tell everybody still waiting. Returns how many are left then. */
  drain(withinMs: number): Promise<number>;
}

/**
 * Until the credits are held, unanswered requests live only in this process's memory: this is the most that a kill can lose (docs/deploy.md). They are
 * acknowledged at once and wait for the database's ten connections: two full cores hold the credits of a hundred a second, so the last of them waits for
 * five seconds, and prefers that to a refusal (docs/decisions/0078).
 */
const mostTaken = 500;
/** How long to wait for a chat to take one last answer. */
const lastWordMs = 1_500;
/** Each is one request to the chat, which ends within a second or two. */
const mostTurnedAway = 500;

export function createInFlight(most = mostTaken): InFlight {
  const running = new Set<Promise<unknown>>();
  let turnedAway = 0;
  const givingUp = new AbortController();
  setMaxListeners(0, givingUp.signal); // everything under way listens

  /** Waits until nothing is left; finished work may have begun more meanwhile. */
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
