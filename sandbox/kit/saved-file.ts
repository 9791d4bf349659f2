import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Changes are collected for this long: a busy stand-in changes many times a second. */
const saveAfterMs = 500;
/** A large state takes long to write: writing takes at most a twentieth of the time. */
const share = 20;

/** What a stand-in saved in this file; undefined if there is none. `whose` names the stand-in in the error. */
export function readSaved<T>(path: string, whose: string): T | undefined {
  if (!existsSync(path)) return undefined;
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as T;
  } catch (cause) {
    throw new Error(`The saved ${whose} sandbox ${path} cannot be read; remove it to start afresh.`, { cause });
  }
}

/** Saves a while after the first change that `subscribe` reports, and once more at the end. */
export function keepSaved(
  path: string,
  snapshot: () => unknown,
  subscribe: (onChange: () => void) => () => void,
): { close(): void } {
  mkdirSync(dirname(path), { recursive: true });
  let timer: NodeJS.Timeout | undefined;
  let waitMs = saveAfterMs;
  function save() {
    clearTimeout(timer);
    timer = undefined;
    const startedAtMs = performance.now();
    // Written to another file and renamed, so that a crash leaves the old file whole. It contains tokens, so only the owner may read it.
    writeFileSync(`${path}.new`, JSON.stringify(snapshot()), { mode: 0o600 });
    renameSync(`${path}.new`, path);
    waitMs = Math.max(saveAfterMs, share * (performance.now() - startedAtMs));
  }
  const unsubscribe = subscribe(() => {
    timer ??= setTimeout(save, waitMs).unref();
  });
  return {
    close() {
      unsubscribe();
      save();
    },
  };
}
