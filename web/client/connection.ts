import { useSyncExternalStore } from 'react';

/**
 * Whether our server answers. `offline`: it does not, and the device says that it has no network; `gone`: it does not although there is one. Kept by
 * every request of the page (request.ts) and by the live stream; while nothing answers, it is asked again with growing pauses.
 */
interface Connection {
  is: 'fine' | 'offline' | 'gone';
  /** When the first request went unanswered. */
  since: number;
}

const shortestPauseMs = 1_000;
const longestPauseMs = 30_000;
/** For one look; a page that waits for its data has more patience (request.ts). */
const lookMs = 6_000;
/** Answers without a look at anything else: whether a worker or the database is there is another question. */
const lookPath = '/health/live';

const fine: Connection = { is: 'fine', since: 0 };
let now = fine;
let pauseMs = shortestPauseMs;
let timer: ReturnType<typeof setTimeout> | undefined;
let silentSince: number | undefined;
let looking: Promise<boolean> | undefined;
const followers = new Set<() => void>();

function become(next: Connection) {
  if (next.is === now.is) return; // and since the same moment
  now = next;
  for (const follow of [...followers]) follow();
}

export const connection = () => now;

/** Called at each change, until the returned function is called. */
export function followConnection(follow: () => void): () => void {
  followers.add(follow);
  return () => followers.delete(follow);
}

export const useConnection = () => useSyncExternalStore(followConnection, connection, () => fine);

/** Our server answered something. */
export function noteAnswer(): void {
  clearTimeout(timer);
  pauseMs = shortestPauseMs;
  silentSince = undefined;
  become(fine);
}

/** A request was not answered. One may fail by itself: before anything is said, we look. */
export function noteSilence(): void {
  silentSince ??= Date.now();
  if (now.is === 'fine') void look();
}

/** Looks at once, as somebody may ask for who does not want to wait for the next time. Resolves to whether we are answered. */
export function look(): Promise<boolean> {
  looking ??= lookOnce().finally(() => {
    looking = undefined;
  });
  return looking;
}

async function lookOnce(): Promise<boolean> {
  clearTimeout(timer);
  if (await answers()) {
    noteAnswer();
    return true;
  }
  silentSince ??= Date.now();
  become({ is: navigator.onLine ? 'gone' : 'offline', since: silentSince });
  // Not all pages at the same moment, when a server that was away is back.
  timer = setTimeout(() => void look(), pauseMs * (0.8 + Math.random() * 0.4));
  pauseMs = Math.min(pauseMs * 2, longestPauseMs);
  return false;
}

async function answers(): Promise<boolean> {
  const patience = new AbortController();
  const giveUp = setTimeout(() => patience.abort(), lookMs);
  try {
    const response = await fetch(lookPath, { cache: 'no-store', signal: patience.signal });
    return response.ok && /json/.test(response.headers.get('content-type') ?? '');
  } catch {
    return false;
  } finally {
    clearTimeout(giveUp);
  }
}

/** Resolves as soon as our server answers: at once, if it does. */
export async function whenAnswered(): Promise<void> {
  if (await look()) return;
  await new Promise<void>((resolve) => {
    const done = followConnection(() => {
      if (now.is !== 'fine') return;
      done();
      resolve();
    });
  });
}

/** Looks whenever the device or the person gives a reason to; until the returned function is called. */
export function watchConnection(): () => void {
  const lookNow = () => void look();
  const lookIfSeen = () => {
    if (document.visibilityState === 'visible' && now.is !== 'fine') lookNow();
  };
  window.addEventListener('online', lookNow);
  window.addEventListener('offline', lookNow);
  document.addEventListener('visibilitychange', lookIfSeen);
  return () => {
    window.removeEventListener('online', lookNow);
    window.removeEventListener('offline', lookNow);
    document.removeEventListener('visibilitychange', lookIfSeen);
  };
}
