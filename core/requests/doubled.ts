/** People press twice where they mean once; whoever means a second one has read what the first brought. In milliseconds. */
const doubledMs = 2_000;
/** More are not remembered; the oldest goes first. */
const most = 5_000;

/** Which presses were asked about a moment ago, in this process. Nothing depends on it but how often somebody reads the same question. */
export interface Doubled {
  /** Whether the same came a moment ago; from now on, it has. @param key whose press it is, and which, in ids of our own */
  isDoubled(key: string): boolean;
  /** What came of it is no question that could still be answered. */
  forget(key: string): void;
}

/** @param now a monotonic clock, in milliseconds */
export function createDoubled(now: () => number = () => performance.now()): Doubled {
  const pressed = new Map<string, number>();

  /** The oldest first: a Map keeps the order in which its keys were set. */
  function dropOld() {
    for (const [key, at] of pressed) {
      if (now() - at < doubledMs && pressed.size < most) return;
      pressed.delete(key);
    }
  }

  return {
    isDoubled(key) {
      dropOld();
      if (pressed.has(key)) return true;
      pressed.set(key, now());
      return false;
    },
    forget: (key) => void pressed.delete(key),
  };
}
