import { useEffect, useRef } from 'react';
import { areLettersOn } from './letter-keys.ts';

/** What keys do, by `KeyboardEvent.key`. One that returns false leaves the key to others. */
export type Keys = Partial<Record<string, () => unknown>>;

/** With or without Shift or a locked keyboard. */
export const either = (letter: string, deed: () => void): Keys => ({ [letter]: deed, [letter.toUpperCase()]: deed });

const writes = 'input:not([type="checkbox"], [type="radio"]), textarea, select, [contenteditable="true"]';
/** Their keys are their own. */
const over = '[role="dialog"], [role="menu"], [role="listbox"]';

/** The keys of a page, unless somebody writes, or has something open over it. `inside`: only keys within such a thing that is open. */
export function useKeys(keys: Keys, inside?: string): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { key, target, ctrlKey, metaKey, altKey, defaultPrevented } = event;
      if (ctrlKey || metaKey || altKey || defaultPrevented) return;
      const element = target instanceof Element ? target : undefined;
      if (element?.matches(writes) || (key.length === 1 && !areLettersOn())) return;
      const opened = element?.closest(over);
      if (inside === undefined ? opened : !opened?.matches(inside)) return;
      const deed = latest.current[key];
      if (deed && deed() !== false) event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [inside]);
}
