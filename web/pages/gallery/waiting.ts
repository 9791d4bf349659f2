/**
 * Separates new images, above or between those that somebody is looking at, from the latter. If none of these is left, nothing could move.
 */
export function partNew<Item extends { id: string }>(
  items: readonly Item[],
  seen: ReadonlySet<string>,
): { fresh: readonly Item[]; shown: readonly Item[] } {
  const last = items.findLastIndex(({ id }) => seen.has(id));
  const fresh = items.slice(0, Math.max(0, last)).filter(({ id }) => !seen.has(id));
  if (fresh.length === 0) return { fresh: [], shown: items };
  return { fresh, shown: [...items.slice(0, last).filter(({ id }) => seen.has(id)), ...items.slice(last)] };
}
