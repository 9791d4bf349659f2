import { useState } from 'react';
import { allOf, anchored, type Chosen, extended, nothingChosen, toggled } from './selection.ts';

/** The selected ones of the shown images; off until somebody starts a selection. */
export function useSelection(order: readonly string[]) {
  const [chosen, setChosen] = useState<Chosen>();
  return {
    isOn: chosen !== undefined,
    /** Those that still exist, in list order. */
    ids: order.filter((id) => chosen?.ids.has(id)),
    has: (id: string) => chosen?.ids.has(id) ?? false,
    begin: () => setChosen(nothingChosen),
    end: () => setChosen(undefined),
    all: () => setChosen(allOf(order)),
    toggle: (id: string) => setChosen(toggled(chosen ?? nothingChosen, id)),
    /** Selects everything from the last one to this one. */
    extend: (id: string) => setChosen(extended(chosen ?? nothingChosen, order, id)),
    /** Like `extend`, if moving on from an image selects that one, too. */
    extendFrom: (from: string, to: string) =>
      setChosen(extended(chosen?.anchor ? chosen : anchored(chosen ?? nothingChosen, from), order, to)),
  };
}

export type Selection = ReturnType<typeof useSelection>;
