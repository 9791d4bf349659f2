import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { createClient } from './postgres/client.ts';

/** Nobody else listens to it: what is said there is for those who ask whether they can hear. */
const channel = 'upixel_probe';

/**
 * Whether this connection hears what another one says. Through a pooler that lends a connection for one transaction at a time
 * (pgbouncer's transaction mode, Supabase's port 6543, Neon's -pooler) LISTEN succeeds, and nothing is ever heard.
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
