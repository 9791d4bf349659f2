/** A clock that a test can move. Every lifetime in a stand-in (tokens, links, retries) is measured on it. */
export interface Clock {
  /** Milliseconds since 1970, real time plus whatever was advanced. */
  now(): number;
  /** Runs `task` once `delayMs` have passed on this clock. Returns a function that calls it off. */
  after(delayMs: number, task: () => void): () => void;
  /** Moves the clock forward and runs what became due, earliest first. */
  advance(ms: number): void;
  /** Calls off every waiting task. */
  stop(): void;
}

interface Waiting {
  dueAt: number;
  task: () => void;
  timer: NodeJS.Timeout;
}

export function createClock(): Clock {
  let offsetMs = 0;
  const waiting = new Set<Waiting>();
  const now = () => Date.now() + offsetMs;

  function fire(entry: Waiting) {
    clearTimeout(entry.timer);
    if (waiting.delete(entry)) entry.task();
  }

  return {
    now,
    after(delayMs, task) {
      const entry: Waiting = { dueAt: now() + delayMs, task, timer: setTimeout(() => fire(entry), delayMs) };
      entry.timer.unref();
      waiting.add(entry);
      return () => {
        clearTimeout(entry.timer);
        waiting.delete(entry);
      };
    },
    advance(ms) {
      offsetMs += ms;
      for (const entry of [...waiting].sort((a, b) => a.dueAt - b.dueAt)) {
        clearTimeout(entry.timer);
        if (entry.dueAt <= now()) fire(entry);
        else entry.timer = setTimeout(() => fire(entry), entry.dueAt - now()).unref();
      }
    },
    stop() {
      for (const entry of waiting) clearTimeout(entry.timer);
      waiting.clear();
    },
  };
}
