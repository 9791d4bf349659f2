/** The maximum per request. */
export const mostAtOnce = 200;

export interface Chosen {
  ids: ReadonlySet<string>;
  /** Where a range starts: the image pressed last, and the selection at that time. */
  anchor?: string;
  before: ReadonlySet<string>;
}

export const nothingChosen: Chosen = { ids: new Set(), before: new Set() };

export function toggled(chosen: Chosen, id: string): Chosen {
  const ids = new Set(chosen.ids);
  if (!ids.delete(id)) ids.add(id);
  const kept = atMost(ids);
  return { ids: kept, anchor: id, before: kept };
}

/** A range may start here. */
export function anchored({ ids }: Chosen, id: string): Chosen {
  const kept = atMost([...ids, id]);
  return { ids: kept, anchor: id, before: kept };
}

/** Selects from the anchor to here, and deselects the rest of an earlier range. */
export function extended(chosen: Chosen, order: readonly string[], id: string): Chosen {
  const { anchor, before } = chosen;
  const [from, to] = [anchor === undefined ? -1 : order.indexOf(anchor), order.indexOf(id)];
  if (anchor === undefined || from < 0) return anchored(chosen, id);
  const range = from <= to ? order.slice(from, to + 1) : order.slice(to, from + 1).reverse();
  return { ids: atMost([...before, ...range]), anchor, before };
}

export const allOf = (order: readonly string[]): Chosen => {
  const ids = atMost(order);
  return { ids, before: ids };
};

const atMost = (ids: Iterable<string>) => new Set([...new Set(ids)].slice(0, mostAtOnce));
