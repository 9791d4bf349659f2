import { type Router, Router as router } from 'express';
import { z } from 'zod';
import { type LiveEvent, liveEvent, plainPaths } from '#core/contract/contract.ts';
import type { Deps } from '#core/deps.ts';
import { type ReadSession, signedOut } from '../json/router.ts';
import { listenToDatabase } from './listener.ts';
import { findEndedSessions } from './sessions.ts';
import { openStream, type Stream } from './stream.ts';

/** Tabs of one account; the oldest makes room. */
const streamsPerAccount = 10;

export interface LiveOptions {
  beatMs?: number;
  /** How soon a stream ends after its session. */
  recheckMs?: number;
}

export interface Live {
  /** GET /api/events */
  routes(readSession: ReadSession): Router;
  /** Ends every stream; a server with an open stream does not stop. */
  close(): Promise<void>;
}

const told = liveEvent.extend({ userId: z.uuid() });
const everything: LiveEvent[] = liveEvent.shape.changed.options.map((changed) => ({ changed, id: null }));

/** What changes in the database, told at once to the open pages of the account that it is about. */
export function createLive(
  deps: Pick<Deps, 'db' | 'log'> & { config: { databaseUrl: string } },
  { beatMs = 25_000, recheckMs = 60_000 }: LiveOptions = {},
): Live {
  /** In the order they were opened. */
  const streams = new Set<Stream>();
  let isClosed = false;
  const of = (userId: string) => [...streams].filter(({ who }) => who.userId === userId);
  const tellEverything = (stream: Stream) => everything.forEach((event) => void stream.tell(event));

  const listener = listenToDatabase(deps, {
    said(payload) {
      const known = told.safeParse(JSON.parse(payload));
      // While an update rolls out, the database may already tell of what only the next version knows.
      if (!known.success) return;
      const { userId, ...event } = known.data;
      for (const stream of of(userId)) stream.tell(event);
    },
    listening: () => streams.forEach(tellEverything),
  });
  const beat = setInterval(() => streams.forEach((stream) => void stream.beat()), beatMs);
  const recheck = setInterval(() => {
    endEnded(deps, streams).catch((err) => deps.log.warn({ err }, 'live updates: sessions could not be checked'));
  }, recheckMs);

  return {
    routes(readSession) {
      const routes = router();
      routes.get(plainPaths.events, async (request, response) => {
        response.set('cache-control', 'no-store');
        const who = await readSession(request);
        if (!who) throw signedOut();
        if (isClosed) return void response.status(503).end(); // the browser comes back, to another process
        const stream = openStream(who, response, () => streams.delete(stream));
        streams.add(stream);
        // It was here before, and may have missed something while it was not.
        if (request.headers['last-event-id'] !== undefined) tellEverything(stream);
        for (const old of of(who.userId).slice(0, -streamsPerAccount)) old.end();
      });
      return routes;
    },

    async close() {
      isClosed = true;
      clearInterval(beat);
      clearInterval(recheck);
      for (const stream of streams) stream.end();
      await listener.close();
    },
  };
}

async function endEnded(deps: Pick<Deps, 'db'>, streams: ReadonlySet<Stream>): Promise<void> {
  if (streams.size === 0) return;
  const ended = await findEndedSessions(
    deps,
    [...streams].map(({ who }) => who.sessionId),
  );
  for (const stream of streams) if (ended.has(stream.who.sessionId)) stream.end();
}
