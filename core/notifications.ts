import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { createClient } from './postgres/client.ts';

/** Only probes listen to it: its messages are for processes that check whether they can receive. */
const channel = 'upixel_probe';

/**
 * Whether this connection receives another one's notifications. Through a pooler that lends a connection for one transaction at a time
 * (pgbouncer's transaction mode, Supabase's port 6543, Neon's -pooler) LISTEN succeeds, but nothing ever arrives.
 */
export async function hearsNotifications(
  listener: pg.Client,
  databaseUrl: string,
  patienceMs = 5_000,
): Promise<boolean> {
  const word = randomUUID();
  let timer: NodeJS.Timeout | undefined;
  let onWord: ((said: pg.Notification) => void) | undefined;
  const heard = new Promise<boolean>((resolve) => {
    onWord = ({ payload }) => {
      if (payload === word) resolve(true);
    };
    listener.on('notification', onWord);
    timer = setTimeout(() => resolve(false), patienceMs).unref();
  });
  const speaker = createClient(databaseUrl, 'person');
  try {
    await listener.query(`LISTEN ${channel}`);
    await speaker.connect();
    await speaker.query('SELECT pg_notify($1, $2)', [channel, word]);
    return await heard;
  } finally {
    clearTimeout(timer);
    if (onWord) listener.off('notification', onWord);
    await speaker.end().catch(() => undefined);
  }
}
