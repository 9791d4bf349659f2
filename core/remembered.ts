/** Answers as they are asked for; `forget` has one read again. */
export interface Remembered<Value> {
  (key: string): Promise<Value>;
  /** An answer that came with another one; one that is remembered already stays as it is. */
  note(key: string, value: Value): void;
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
      if (now() - readAt < keepMs) return;
      known.delete(key);
    }
  }

  function keep(key: string, value: Promise<Value>) {
    if (known.size >= most) known.delete(known.keys().next().value ?? key);
    const kept = { value, readAt: now() };
    known.set(key, kept);
    return kept;
  }

  const ask = (key: string): Promise<Value> => {
    dropOld();
    const before = known.get(key);
    if (before) return before.value;
    const value = read(key);
    const kept = keep(key, value);
    value.catch(() => known.get(key) === kept && known.delete(key));
    return value;
  };
  const note = (key: string, value: Value) => {
    dropOld();
    if (!known.has(key)) keep(key, Promise.resolve(value));
  };
  return Object.assign(ask, { note, forget: (key: string) => void known.delete(key) });
}
