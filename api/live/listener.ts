import { setTimeout as sleep } from 'node:timers/promises';
import type { Deps } from '#core/deps.ts';
import { hearsNotifications } from '#core/notifications.ts';
import { createClient, type LimitedClient } from '#core/postgres/client.ts';

const channel = 'upixel_changed';
const firstRetryMs = 200;
const longestRetryMs = 10_000;
const goodbyeMs = 1_000;

export interface ListenerEvents {
  /** A notification on the channel. */
  said(payload: string): void;
  /** We listen, perhaps again: notifications before now may have been missed. */
  listening(): void;
}

/**
 * One connection that listens to the database's notifications for as long as the process runs. If none can arrive there, as through some poolers,
 * `listening` is called now and then instead.
 */
export function listenToDatabase(
  deps: Pick<Deps, 'log'> & { config: { databaseUrl: string } },
  events: ListenerEvents,
  { patienceMs = 5_000, blindMs = 10_000 }: { patienceMs?: number; blindMs?: number } = {},
): { close(): Promise<void> } {
  let client: LimitedClient | undefined;
  let retry: NodeJS.Timeout | undefined;
  let retryMs = firstRetryMs;
  let look: NodeJS.Timeout | undefined;
  let isClosed = false;

  async function connect() {
    const mine = createClient(deps.config.databaseUrl, 'person', { application_name: 'upixel-live' });
    client = mine;
    // Also if it breaks later. `end` follows an error, or comes alone if the server closes properly.
    mine.on('error', (err) => deps.log.warn({ err }, 'live updates: the connection broke'));
    mine.once('end', () => {
      if (client === mine) again();
    });
    mine.on('notification', ({ channel: on, payload }) => {
      if (on === channel) events.said(payload ?? '');
    });
    try {
      await mine.connect();
      await mine.query(`LISTEN ${channel}`);
      retryMs = firstRetryMs;
      events.listening();
      if (!(await hearsNotifications(mine, deps.config.databaseUrl, patienceMs)) && client === mine && !isClosed)
        deaf();
    } catch (err) {
      deps.log.warn({ err }, 'live updates: the database does not answer');
      await mine.end().catch(() => undefined);
      again();
    }
  }

  /** Pages are told to refresh now and then, as they would be after a change. */
  function deaf() {
    deps.log.error(
      `live updates: DATABASE_URL leads to a pooler that passes on no notifications; pages look again every ${blindMs / 1_000} s (docs/deploy.md, Poolers)`,
    );
    clearInterval(look);
    look = setInterval(() => events.listening(), blindMs);
  }

  function again() {
    clearInterval(look);
    if (isClosed || retry) return;
    retry = setTimeout(() => {
      retry = undefined;
      void connect();
    }, retryMs);
    retryMs = Math.min(longestRetryMs, retryMs * 2);
  }

  void connect();
  return {
    async close() {
      isClosed = true;
      clearTimeout(retry);
      clearInterval(look);
      // A server that vanished silently does not close properly either.
      await Promise.race([client?.end().catch(() => undefined), sleep(goodbyeMs, undefined, { ref: false })]);
    },
  };
}
