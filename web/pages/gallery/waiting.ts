/**
 * Parts the images at the top that somebody has not been shown yet from those that they look at. Where none of what they
 * looked at is left, there is nothing that could move.
 */
export function partNew<Item extends { id: string }>(
  items: readonly Item[],
  seen: ReadonlySet<string>,
): { fresh: readonly Item[]; shown: readonly Item[] } {
  const first = items.findIndex(({ id }) => seen.has(id));
  return first < 1 ? { fresh: [], shown: items } : { fresh: items.slice(0, first), shown: items.slice(first) };
}
