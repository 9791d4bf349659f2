import { keepSaved, readSaved } from '#sandbox/kit/saved-file.ts';
import type { Objects, State } from './state.ts';

interface Saved {
  /** When it was written, on the stand-in's clock. */
  atMs: number;
  objects: Record<string, Array<[string, unknown]>>;
}

/** Loads the saved objects. Returns the clock's time then, if there is a file. */
export function loadState(objects: Objects, path: string): number | undefined {
  const saved = readSaved<Saved>(path, 'Stripe');
  if (!saved) return undefined;
  for (const [kind, map] of kinds(objects)) {
    map.clear();
    for (const [id, object] of saved.objects[kind] ?? []) map.set(id, object);
  }
  return saved.atMs;
}

export function keepState({ objects, listeners }: State, nowMs: () => number, path: string): { close(): void } {
  const snapshot = (): Saved => ({
    atMs: nowMs(),
    objects: Object.fromEntries(kinds(objects).map(([kind, map]) => [kind, [...map]])),
  });
  return keepSaved(path, snapshot, (onChange) => {
    listeners.add(onChange);
    return () => listeners.delete(onChange);
  });
}

/** All maps are alike here: ids and plain data. */
export function kinds(objects: Objects): Array<[string, Map<string, unknown>]> {
  return Object.entries(objects);
}
