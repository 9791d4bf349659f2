import { useSyncExternalStore } from 'react';

/** What was just done, or why it could not be. */
export interface Note {
  /** As a sentence: "3 images are in the trash." */
  words?: string;
  /** Takes it back; an error is shown in the same place. */
  undo?: () => Promise<unknown>;
  error?: unknown;
}

/** Each is another, whatever it says. */
type Numbered = Note & { number: number };
let current: Numbered | undefined;
let shown = 0;
const listeners = new Set<() => void>();

function change(next: Numbered | undefined): void {
  current = next;
  for (const listener of listeners) listener();
}

/** Shows it at the bottom of the window, over whatever page comes next, in place of the one before. */
export function showNote(note: Note): void {
  shown += 1;
  change({ ...note, number: shown });
}

/** It was taken back, or nobody needs to see it any longer. */
export const endNote = (note: Note): void => {
  if (current === note) change(undefined);
};

export const useNote = (): Numbered | undefined => useSyncExternalStore(subscribe, () => current);

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
