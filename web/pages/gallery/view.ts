import { useSyncExternalStore } from 'react';
import { z } from 'zod';

export const groupings = { none: 'None', request: 'By request', day: 'By day' } as const;
export type Grouping = keyof typeof groupings;
export const densities = { small: 'Small', medium: 'Medium', large: 'Large' } as const;
export type Density = keyof typeof densities;

/** How somebody likes to see their gallery, in this browser. */
const shape = z.object({
  grouping: z.enum(['none', 'request', 'day']).catch('none'),
  density: z.enum(['small', 'medium', 'large']).catch('medium'),
});
export type View = z.infer<typeof shape>;

const usual: View = { grouping: 'none', density: 'medium' };
const name = 'upixel.gallery';
const listeners = new Set<() => void>();

/** The text that was read last, and what it says: React needs the same object for the same text. */
let read: { text: string | null; view: View } = { text: null, view: usual };

function current(): View {
  const text = stored();
  if (text !== read.text) read = { text, view: viewIn(text) };
  return read.view;
}

/** Some browsers forbid it. */
function stored(): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return read.text;
  }
}

function viewIn(text: string | null): View {
  try {
    return shape.safeParse(JSON.parse(text ?? '')).data ?? usual;
  } catch {
    return usual;
  }
}

function keep(view: View): void {
  const text = JSON.stringify(view);
  try {
    localStorage.setItem(name, text);
  } catch {
    read = { text, view }; // for as long as the page is open
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

export function useView() {
  const view = useSyncExternalStore(subscribe, current);
  return { ...view, set: (change: Partial<View>) => keep({ ...view, ...change }) };
}
