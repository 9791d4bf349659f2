import { useSyncExternalStore } from 'react';
import type { z } from 'zod';

/**
 * What somebody chose about how things look, kept in this browser and followed by its other tabs. What is stored and makes no sense is as if nothing was;
 * where the browser keeps nothing, it holds for as long as the page is open.
 */
export function keptChoice<Choice extends object>(name: string, shape: z.ZodType<Choice>, usual: Choice) {
  const listeners = new Set<() => void>();
  /** The text that was read last, and what it says: React needs the same object for the same text. */
  let read: { text: string | null; choice: Choice } = { text: null, choice: usual };

  function current(): Choice {
    const text = stored();
    if (text !== read.text) read = { text, choice: choiceIn(text) };
    return read.choice;
  }

  /** Some browsers forbid it. */
  function stored(): string | null {
    try {
      return localStorage.getItem(name);
    } catch {
      return read.text;
    }
  }

  function choiceIn(text: string | null): Choice {
    try {
      return shape.safeParse(JSON.parse(text ?? '')).data ?? usual;
    } catch {
      return usual;
    }
  }

  function keep(choice: Choice): void {
    const text = JSON.stringify(choice);
    try {
      localStorage.setItem(name, text);
    } catch {
      read = { text, choice };
    }
    for (const listener of listeners) listener();
  }

  function subscribe(listener: () => void): () => void {
    listeners.add(listener);
    // Another tab changed it.
    window.addEventListener('storage', listener);
    return () => {
      listeners.delete(listener);
      window.removeEventListener('storage', listener);
    };
  }

  return function useChoice() {
    const choice = useSyncExternalStore(subscribe, current);
    return { ...choice, set: (change: Partial<Choice>) => keep({ ...current(), ...change }) };
  };
}
