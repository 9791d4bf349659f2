import { useLayoutEffect, useState } from 'react';
import { partNew } from './waiting.ts';

interface WaitingOptions {
  /** Which list the items belong to; another list is shown as it comes. Undefined while its own items are loading. */
  list: string | undefined;
  /** Whether somebody is looking at something that must not move. */
  isBusy: () => boolean;
}

/** Holds back new images while somebody is busy with those below. */
export function useWaiting<Item extends { id: string }>(items: readonly Item[], { list, isBusy }: WaitingOptions) {
  const [seen, setSeen] = useState<{ list: string | undefined; ids: ReadonlySet<string> }>();
  const isKnown = seen !== undefined && seen.list === list;
  const { fresh, shown } = partNew(items, isKnown ? seen.ids : new Set());

  // Before the browser paints, so that the button does not flash for people who must not see it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what arrives is judged, and at the moment it does
  useLayoutEffect(() => {
    if (list === undefined) return;
    const kept = isKnown && isBusy() ? shown : items;
    // What was seen and comes back, as from the trash, is not new.
    const before = isKnown ? seen.ids : [];
    setSeen({ list, ids: new Set([...before, ...kept.map(({ id }) => id)]) });
  }, [items, list]);

  return { fresh, shown, show: () => setSeen({ list, ids: new Set(items.map(({ id }) => id)) }) };
}
