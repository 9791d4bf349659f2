import { useState, useSyncExternalStore } from 'react';
import type { Colour } from '#core/pixel/picture.ts';

/** The colour that somebody points at in a palette, for the picture to show where it is; only what draws it is drawn anew. */
export type Highlight = ReturnType<typeof createHighlight>;

function createHighlight() {
  let colour: Colour | undefined;
  const listeners = new Set<() => void>();
  return {
    get: () => colour,
    set(next: Colour | undefined) {
      colour = next;
      for (const listener of listeners) listener();
    },
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export const useHighlight = (): Highlight => useState(createHighlight)[0];

export const useHighlighted = ({ subscribe, get }: Highlight): Colour | undefined =>
  useSyncExternalStore(subscribe, get);
