import { type Router, Router as router } from 'express';
import { z } from 'zod';
import { findEndedSessions } from '#core/accounts/sessions.ts';
import { type LiveEvent, liveEvent } from '#core/contract/pages/live-event.ts';
import { plainPaths } from '#core/contract/pages/plain-paths.ts';
import type { Deps } from '#core/deps.ts';
import { type ReadSession, signedOut } from '../json/router.ts';
import { listenToDatabase } from './listener.ts';
import { openStream, type Stream } from './stream.ts';

/** Tabs per account; the oldest makes room. */
const streamsPerAccount = 10;

export interface LiveOptions {
  beatMs?: number;
  /** How soon a stream ends after its session has. */
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

/** Notifies the open pages of an account at once of changes in the database that concern it. */
export function createLive(
  deps: Pick<Deps, 'db' | 'log'> & { config: { databaseUrl: string } },
  { beatMs = 25_000, recheckMs = 60_000 }: LiveOptions = {},
): Live {
  /** In the order they were opened. */
  const streams = new Set<Stream>();
  let isClosed = false;
  const of = (userId: string) => [...streams].filter(({ who }) => who.user.userId === userId);
  const tellEverything = (stream: Stream) => everything.forEach((event) => void stream.tell(event));

  const listener = listenToDatabase(deps, {
    said(payload) {
      const known = told.safeParse(JSON.parse(payload));
      // During an update, the database may already notify of kinds that only the next version knows.
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
        // It reconnects, and may have missed something in between.
        if (request.headers['last-event-id'] !== undefined) tellEverything(stream);
        for (const old of of(who.user.userId).slice(0, -streamsPerAccount)) old.end();
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
    [...streams].map(({ who }) => who.session.id),
  );
  for (const stream of streams) if (ended.has(stream.who.session.id)) stream.end();
}
