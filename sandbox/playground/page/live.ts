import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { get } from './api.ts';

type Panel = 'discord' | 'slack' | 'sandbox';

/** One stream for the whole page, however many parts of it listen. */
const source = new EventSource('/events');
const listeners = new Set<(panel: Panel | 'all') => void>();

source.addEventListener('changed', ({ data }) => {
  for (const listener of listeners) listener(data as Panel);
});
// After a lost connection, nobody knows what was missed.
source.addEventListener('open', () => {
  for (const listener of listeners) listener('all');
});
source.addEventListener('error', () => {
  for (const listener of listeners) listener('all');
});

export function useConnected(): boolean {
  return useSyncExternalStore(
    (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    () => source.readyState === EventSource.OPEN,
  );
}

/** The answer of `url`, fetched again at every change in one of the `panels`. The old answer stays until the new one arrives. */
export function useSnapshot<T>(url: string, panels: readonly Panel[]): { snapshot: T | undefined; error: string } {
  const [state, setState] = useState<{ snapshot: T | undefined; error: string }>({ snapshot: undefined, error: '' });
  const wanted = useRef(panels);
  useEffect(() => {
    const leaving = new AbortController();
    let isAsking = false;
    let askAgain = false;
    const ask = async () => {
      if (isAsking) {
        askAgain = true;
        return;
      }
      isAsking = true;
      do {
        askAgain = false;
        try {
          const snapshot = await get<T>(url, leaving.signal);
          setState({ snapshot, error: '' });
        } catch (cause) {
          if (leaving.signal.aborted) return;
          setState((before) => ({ ...before, error: sentenceOf(cause) }));
        }
      } while (askAgain);
      isAsking = false;
    };
    const listener = (panel: Panel | 'all') => {
      if (panel === 'all' || wanted.current.includes(panel)) void ask();
    };
    listeners.add(listener);
    void ask();
    return () => {
      listeners.delete(listener);
      leaving.abort();
    };
  }, [url]);
  return state;
}

export const sentenceOf = (cause: unknown) => (cause instanceof Error ? cause.message : String(cause));
