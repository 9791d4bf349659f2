import { useState } from 'react';

/** As many as one request takes. */
export const mostAtOnce = 200;

/** Which images are chosen, in order of the grid; with Shift everything since the last one. */
export function useSelection(ids: readonly string[]) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>();
  const [last, setLast] = useState<string>();
  const isOn = chosen !== undefined;

  function toggle(id: string, isRange: boolean) {
    const next = new Set(chosen);
    const isWanted = !next.has(id);
    const [from, to] = [isRange && last !== undefined ? ids.indexOf(last) : -1, ids.indexOf(id)];
    const touched = from < 0 ? [id] : ids.slice(Math.min(from, to), Math.max(from, to) + 1);
    for (const each of touched)
      if (isWanted) next.add(each);
      else next.delete(each);
    setChosen(new Set([...next].slice(0, mostAtOnce)));
    setLast(id);
  }

  return {
    isOn,
    /** Those that are still there. */
    ids: ids.filter((id) => chosen?.has(id)),
    has: (id: string) => chosen?.has(id) ?? false,
    begin: () => setChosen(new Set()),
    end: () => setChosen(undefined),
    all: () => setChosen(new Set(ids.slice(0, mostAtOnce))),
    toggle,
  };
}

export type Selection = ReturnType<typeof useSelection>;
