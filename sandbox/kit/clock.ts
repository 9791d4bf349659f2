/** A clock that a test can move. Every lifetime in a stand-in (tokens, links, retries) is measured on it. */
export interface Clock {
  /** Milliseconds since 1970: real time plus whatever was advanced. */
  now(): number;
  /** Runs `task` once `delayMs` have passed on this clock, however long that is. Returns a function that cancels it. */
  after(delayMs: number, task: () => void): () => void;
  /** Moves the clock forward and runs what has become due, earliest first. */
  advance(ms: number): void;
  /** Cancels every waiting task. */
  stop(): void;
}

interface Waiting {
  dueAt: number;
  task: () => void;
  timer?: NodeJS.Timeout;
}

/**
 * Node stores a timer's delay in 31 bits, 24.8 days, and fires a longer one at once:
 * https://nodejs.org/api/timers.html#settimeoutcallback-delay-args
 */
const longestTimerMs = 2 ** 31 - 1;

export function createClock(): Clock {
  let offsetMs = 0;
  const waiting = new Set<Waiting>();
  const now = () => Date.now() + offsetMs;

  function fire(entry: Waiting) {
    clearTimeout(entry.timer);
    if (waiting.delete(entry)) entry.task();
  }

  /** Sets the timer for the remaining time, or for a part of it. */
  function arm(entry: Waiting) {
    clearTimeout(entry.timer);
    const leftMs = entry.dueAt - now();
    entry.timer =
      leftMs > longestTimerMs
        ? setTimeout(() => arm(entry), longestTimerMs).unref()
        : setTimeout(() => fire(entry), leftMs).unref();
  }

  return {
    now,
    after(delayMs, task) {
      const entry: Waiting = { dueAt: now() + delayMs, task };
      waiting.add(entry);
      arm(entry);
      return () => {
        clearTimeout(entry.timer);
        waiting.delete(entry);
      };
    },
    advance(ms) {
      offsetMs += ms;
      for (const entry of [...waiting].sort((a, b) => a.dueAt - b.dueAt)) {
        if (entry.dueAt <= now()) fire(entry);
        else if (waiting.has(entry)) arm(entry);
      }
    },
    stop() {
      for (const entry of waiting) clearTimeout(entry.timer);
      waiting.clear();
    },
  };
}
