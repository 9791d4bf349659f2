/** Answers as they are asked for; `forget` has one read again. */
export interface Remembered<Value> {
  (key: string): Promise<Value>;
  forget(key: string): void;
}

/**
 * Caches the answers of a slow source: simultaneous calls share one answer, and a failed call is repeated the next time. At most
 * `most` answers are kept, so that memory stays bounded, and an old one goes when another is asked for. Timed by a monotonic clock.
 */
export function remembered<Value>(
  read: (key: string) => Promise<Value>,
  { keepMs, most, now = () => performance.now() }: { keepMs: number; most: number; now?: (() => number) | undefined },
): Remembered<Value> {
  const known = new Map<string, { value: Promise<Value>; readAt: number }>();

  /** The oldest first: a Map keeps the order in which its keys were set. */
  function dropOld() {
    for (const [key, { readAt }] of known) {
      if (now() - readAt < keepMs && known.size < most) return;
      known.delete(key);
    }
  }

  const ask = (key: string): Promise<Value> => {
    dropOld();
    const before = known.get(key);
    if (before) return before.value;
    const value = read(key);
    const kept = { value, readAt: now() };
    known.set(key, kept);
    value.catch(() => known.get(key) === kept && known.delete(key));
    return value;
  };
  return Object.assign(ask, { forget: (key: string) => void known.delete(key) });
}
