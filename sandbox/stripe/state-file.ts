import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { Objects, State } from './state.ts';

const saveAfterMs = 500;

interface Saved {
  /** When it was written, on the stand-in's clock. */
  atMs: number;
  objects: Record<string, Array<[string, unknown]>>;
}

/** Fills the objects with what was kept. Gives the clock's time then, if there is a file. */
export function loadState(objects: Objects, path: string): number | undefined {
  if (!existsSync(path)) return undefined;
  const saved = JSON.parse(readFileSync(path, 'utf8')) as Saved;
  for (const [kind, map] of kinds(objects)) {
    map.clear();
    for (const [id, object] of saved.objects[kind] ?? []) map.set(id, object);
  }
  return saved.atMs;
}

/** Writes beside and renames, so that a crash leaves the old file whole. */
function saveState(objects: Objects, atMs: number, path: string) {
  const saved: Saved = { atMs, objects: Object.fromEntries(kinds(objects).map(([kind, map]) => [kind, [...map]])) };
  writeFileSync(`${path}.new`, JSON.stringify(saved), { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

/** Saves a while after the first change, then once more at the end. */
export function keepSaved(state: State, nowMs: () => number, path: string): { close(): void } {
  let timer: NodeJS.Timeout | undefined;
  let waitMs = saveAfterMs;
  const onChange = () => {
    timer ??= setTimeout(() => {
      const startedAt = performance.now();
      saveState(state.objects, nowMs(), path);
      // A large state takes long to write: then less often, so that saving stays below a twentieth of the time.
      waitMs = Math.max(saveAfterMs, 20 * (performance.now() - startedAt));
      timer = undefined;
    }, waitMs).unref();
  };
  state.listeners.add(onChange);
  return {
    close() {
      clearTimeout(timer);
      state.listeners.delete(onChange);
      saveState(state.objects, nowMs(), path);
    },
  };
}

/** The maps are all alike here: ids and plain data. */
export function kinds(objects: Objects): Array<[string, Map<string, unknown>]> {
  return Object.entries(objects);
}
