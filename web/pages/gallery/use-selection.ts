import { useState } from 'react';
import { allOf, anchored, type Chosen, extended, nothingChosen, toggled } from './selection.ts';

/** Which of the shown images are chosen; off until somebody begins. */
export function useSelection(order: readonly string[]) {
  const [chosen, setChosen] = useState<Chosen>();
  return {
    isOn: chosen !== undefined,
    /** Those that are still there, in their order. */
    ids: order.filter((id) => chosen?.ids.has(id)),
    has: (id: string) => chosen?.ids.has(id) ?? false,
    begin: () => setChosen(nothingChosen),
    end: () => setChosen(undefined),
    all: () => setChosen(allOf(order)),
    toggle: (id: string) => setChosen(toggled(chosen ?? nothingChosen, id)),
    /** Everything from the last one to this. */
    extend: (id: string) => setChosen(extended(chosen ?? nothingChosen, order, id)),
    /** As `extend`, where moving on from one image chooses that one too. */
    extendFrom: (from: string, to: string) =>
      setChosen(extended(chosen?.anchor ? chosen : anchored(chosen ?? nothingChosen, from), order, to)),
  };
}

export type Selection = ReturnType<typeof useSelection>;
