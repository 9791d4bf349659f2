import { useCallback, useSyncExternalStore } from 'react';

/** Who sees what, kept in the address: two tabs can be two people, and a reload changes nothing. */
export interface Place {
  /** "ada" */
  discordUser: string;
  /** An id, or "dm". */
  discordChannel: string;
  slackUser: string;
  slackTeam: string;
  slackChannel: string;
  slackThread: string;
  /** The panel that fills the page. */
  only: string;
}

const names: Record<keyof Place, string> = {
  discordUser: 'd',
  discordChannel: 'dc',
  slackUser: 's',
  slackTeam: 'st',
  slackChannel: 'sc',
  slackThread: 'sr',
  only: 'only',
};
const keys = Object.keys(names) as Array<keyof Place>;

function read(hash: string): Place {
  const fields = new URLSearchParams(hash.slice(1));
  return Object.fromEntries(keys.map((key) => [key, fields.get(names[key]) ?? ''])) as Record<keyof Place, string>;
}

function subscribe(changed: () => void) {
  addEventListener('hashchange', changed);
  return () => removeEventListener('hashchange', changed);
}

export function usePlace(): [Place, (change: Partial<Place>) => void] {
  const hash = useSyncExternalStore(subscribe, () => location.hash);
  const go = useCallback((change: Partial<Place>) => {
    const next = { ...read(location.hash), ...change };
    const filled = keys.filter((key) => next[key] !== '').map((key): [string, string] => [names[key], next[key]]);
    location.hash = new URLSearchParams(filled).toString();
  }, []);
  return [read(hash), go];
}
