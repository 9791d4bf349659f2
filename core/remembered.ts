/**
 * What is asked of others, asked once for a while: calls at the same time share one answer, and what failed is asked again. At most
 * `most` answers are kept, so that memory stays in bounds. Timed by a clock that nobody sets.
 */
export function remembered<Value>(
  read: (key: string) => Promise<Value>,
  { keepMs, most, now = () => performance.now() }: { keepMs: number; most: number; now?: (() => number) | undefined },
): (key: string) => Promise<Value> {
  const known = new Map<string, { value: Promise<Value>; readAt: number }>();
  return (key) => {
    const before = known.get(key);
    if (before && now() - before.readAt < keepMs) return before.value;
    if (known.size >= most) known.clear();
    const value = read(key);
    known.set(key, { value, readAt: now() });
    value.catch(() => known.delete(key));
    return value;
  };
}
