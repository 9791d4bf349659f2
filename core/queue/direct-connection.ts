import pg from 'pg';
import { hearsNotifications } from '../notifications.ts';

/** BullMQ's own. */
const schema = 'bullmq';
/** What a connection to its tables begins with. */
export const queueSchema = `-c search_path=${schema}`;

/**
 * BullMQ's workers wait for notifications, and its connections name their schema when they begin and rely on it for as long as they
 * last. Poolers pass on neither, or refuse the latter, in session mode too. @throws a sentence
 */
export async function needDirectConnection(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl, options: queueSchema });
  client.on('error', () => undefined); // fails the query under way, which says so
  try {
    await client.connect();
    const { rows } = await client.query<{ path: string }>("SELECT current_setting('search_path') AS path");
    if (rows[0]?.path !== schema || !(await hearsNotifications(client, databaseUrl))) throw pooled();
  } catch (error) {
    if (error instanceof Error && /unsupported startup parameter/.test(error.message)) throw pooled(error);
    throw error;
  } finally {
    await client.end().catch(() => undefined);
  }
}

const pooled = (cause?: unknown) =>
  new Error(
    'DATABASE_URL leads to a pooler (pgbouncer or the like), and a queue on PostgreSQL needs connections of its own. Keep the queue ' +
      'on Redis (REDIS_URL), or give the address of the database itself (docs/deploy.md, Poolers).',
    { cause },
  );
