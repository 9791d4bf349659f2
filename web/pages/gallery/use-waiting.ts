import { useLayoutEffect, useState } from 'react';
import { partNew } from './waiting.ts';

interface WaitingOptions {
  /** Of which list these are; another one is shown as it comes. Undefined while its own items are on their way. */
  list: string | undefined;
  /** Whether somebody looks at something that must not move. */
  isBusy: () => boolean;
}

/** Lets new images wait while somebody is busy with those below. */
export function useWaiting<Item extends { id: string }>(items: readonly Item[], { list, isBusy }: WaitingOptions) {
  const [seen, setSeen] = useState<{ list: string | undefined; ids: ReadonlySet<string> }>();
  const isKnown = seen !== undefined && seen.list === list;
  const { fresh, shown } = partNew(items, isKnown ? seen.ids : new Set());

  // Before anything is painted, so that nobody sees the button who is not to see it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what arrives is judged, and at the moment it does
  useLayoutEffect(() => {
    if (list === undefined) return;
    const kept = isKnown && isBusy() ? shown : items;
    setSeen({ list, ids: new Set(kept.map(({ id }) => id)) });
  }, [items, list]);

  return { fresh, shown, show: () => setSeen({ list, ids: new Set(items.map(({ id }) => id)) }) };
}
