import { type Query, type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { type LiveEvent, liveEvent } from '#core/contract/pages/live-event.ts';
import { plainPaths } from '#core/contract/pages/plain-paths.ts';
import { connection, followConnection, noteAnswer, noteSilence } from './connection.ts';
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
  teamGallery: ['teamGallery'],
} as const satisfies Record<LiveEvent['changed'], readonly KeyName[]>;

const shortestWaitMs = 1_000;
const longestWaitMs = 30_000;
/** What is younger than this when the first stream opens is not asked for once more. */
const freshMs = 1_000;
/** Whoever looks at another tab for a moment keeps the stream. */
const hiddenMs = 60_000;

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

  let isAway = false;

  const leave = () => {
    isAway = true;
    clearTimeout(timer);
    source?.close();
  };
  const open = () => {
    isAway = false;
    clearTimeout(timer);
    source?.close();
    source = new EventSource(plainPaths.events);
    source.onopen = () => {
      noteAnswer();
      // Nobody knows what was missed while disconnected, or since the page asked for what it shows.
      refresh(client, Object.values(touched).flat(), wasOpen ? 0 : freshMs);
      wasOpen = true;
      waitMs = shortestWaitMs;
    };
    source.onmessage = ({ data }) => {
      const event = parse(data);
      if (event) refresh(client, touched[event.changed]);
    };
    source.onerror = () => {
      // The browser would open a broken stream again by itself, always after the same pause, and a refused one not at all: one whose session was ended
      // elsewhere. Then the page that signs in takes over, and nobody listens any more.
      source?.close();
      noteSilence();
      if (connection().is === 'fine') refresh(client, ['session', 'standing']);
      clearTimeout(timer);
      timer = setTimeout(open, waitMs * (0.8 + Math.random() * 0.4));
      waitMs = Math.min(waitMs * 2, longestWaitMs);
    };
  };

  // Not only when its own pause is over.
  const unfollow = followConnection(() => {
    if (!isAway && connection().is === 'fine' && source?.readyState === EventSource.CLOSED) open();
  });
  // An account has so many streams, and a browser so many connections: nobody looks at a tab that is hidden.
  let hiding: ReturnType<typeof setTimeout> | undefined;
  const onSeen = () => {
    clearTimeout(hiding);
    if (document.hidden) hiding = setTimeout(leave, hiddenMs);
    else if (isAway) open();
  };
  document.addEventListener('visibilitychange', onSeen);
  if (document.hidden) onSeen();
  open();
  return () => {
    document.removeEventListener('visibilitychange', onSeen);
    clearTimeout(hiding);
    unfollow();
    clearTimeout(timer);
    source?.close();
  };
}

function refresh(client: QueryClient, names: readonly KeyName[], olderThanMs = 0): void {
  const before = Date.now() - olderThanMs;
  for (const name of new Set(names)) {
    // A first answer that is on its way may be of before the change, and is not asked for twice at once: it is once it is there.
    const begun = client.getQueryCache().findAll({ queryKey: keys[name], fetchStatus: 'fetching', predicate: isFirst });
    for (const { queryKey, promise } of begun)
      void promise?.then(
        () => client.invalidateQueries({ queryKey, exact: true }),
        () => undefined,
      );
    void client.invalidateQueries({ queryKey: keys[name], predicate: ({ state }) => state.dataUpdatedAt <= before });
  }
}

const isFirst = ({ state }: Query) => state.data === undefined;

function parse(data: unknown): LiveEvent | undefined {
  try {
    return liveEvent.parse(JSON.parse(String(data)));
  } catch {
    return undefined; // from a newer version than this page
  }
}
