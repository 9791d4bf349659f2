import type { Deps } from './deps.ts';

/**
 * Resolves if the database answers and takes what is written: after a failover we may be left with a server that only reads. It locks no
 * row; but where nothing is written it fails, and so the connection is let go of (postgres/client.ts), however often we ask.
 */
export async function pingDatabase({ db }: Pick<Deps, 'db'>): Promise<void> {
  await db.$queryRaw`SELECT 1 AS one FROM schedules LIMIT 0 FOR UPDATE`;
}
