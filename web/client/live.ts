import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { type LiveEvent, liveEvent, plainPaths } from '#core/contract/pages/contract.ts';
import { keys } from './queries.ts';

type KeyName = keyof typeof keys;

/** The queries to refetch after each kind of change. */
const touched = {
  generation: ['home', 'assets', 'generations', 'places'],
  assets: ['assets', 'home', 'projects', 'generations', 'trash', 'places'],
  credits: ['home', 'ledger', 'making'],
  identities: ['identities'],
  billing: ['billing', 'home', 'ledger'],
  team: ['team'],
} as const satisfies Record<LiveEvent['changed'], readonly KeyName[]>;

const shortestWaitMs = 1_000;
const longestWaitMs = 30_000;

/** One stream of changes for the whole page while somebody is signed in. */
export function useLive(userId: string | undefined): void {
  const client = useQueryClient();
  useEffect(() => {
    if (userId === undefined) return undefined;
    return listen(client);
  }, [client, userId]);
}

/** Listens until the returned function is called. */
function listen(client: QueryClient): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let waitMs = shortestWaitMs;
  let wasOpen = false;

  const open = () => {
    source = new EventSource(plainPaths.events);
    source.onopen = () => {
      // Nobody knows what was missed while disconnected.
      if (wasOpen) refresh(client, Object.values(touched).flat());
      wasOpen = true;
      waitMs = shortestWaitMs;
    };
    source.onmessage = ({ data }) => {
      const event = parse(data);
      if (event) refresh(client, touched[event.changed]);
    };
    source.onerror = () => {
      // The browser reconnects a broken stream by itself, but not a refused one: while the server starts, or after the
      // session was ended elsewhere. A person who is signed out stops listening.
      if (source?.readyState !== EventSource.CLOSED) return;
      refresh(client, ['session']);
      timer = setTimeout(open, waitMs);
      waitMs = Math.min(waitMs * 2, longestWaitMs);
    };
  };

  open();
  return () => {
    clearTimeout(timer);
    source?.close();
  };
}

function refresh(client: QueryClient, names: readonly KeyName[]): void {
  for (const name of new Set(names)) void client.invalidateQueries({ queryKey: keys[name] });
}

function parse(data: unknown): LiveEvent | undefined {
  try {
    return liveEvent.parse(JSON.parse(String(data)));
  } catch {
    return undefined; // from a newer version than this page
  }
}
