import { hearsNotifications } from '../notifications.ts';
import { createClient } from '../postgres/client.ts';

/** BullMQ's own schema. */
export const queueSchema = 'bullmq';

/**
 * BullMQ's workers wait for notifications, and its connections set their schema once and rely on it as long as they last. A pooler
 * in transaction mode supports neither; one in session mode supports both. @throws a sentence
 */
export async function needDirectConnection(databaseUrl: string): Promise<void> {
  const client = createClient(databaseUrl, 'person');
  try {
    await client.connect();
    if (!(await hearsNotifications(client, databaseUrl))) throw pooled();
  } finally {
    await client.end().catch(() => undefined);
  }
}

const pooled = () =>
  new Error(
    'DATABASE_URL leads to a pooler that lends connections for one transaction at a time (pgbouncer or the like), and a queue on ' +
      'PostgreSQL needs connections of its own. Keep the queue on Redis (REDIS_URL), or give the address of the database itself ' +
      '(docs/deploy.md, Poolers).',
  );
