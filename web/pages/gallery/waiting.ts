/**
 * Separates new images at the top from those that somebody is looking at. If none of the latter is left, nothing could
 * move.
 */
export function partNew<Item extends { id: string }>(
  items: readonly Item[],
  seen: ReadonlySet<string>,
): { fresh: readonly Item[]; shown: readonly Item[] } {
  const first = items.findIndex(({ id }) => seen.has(id));
  return first < 1 ? { fresh: [], shown: items } : { fresh: items.slice(0, first), shown: items.slice(first) };
}
