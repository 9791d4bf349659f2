import type { Deps } from '../deps.ts';
import { sqlFinds } from './rows.ts';

/**
 * Resolves if the database answers and accepts writes: after a failover we may be connected to a read-only server. It locks no
 * row; but on a read-only server it fails, so that the connection is discarded (postgres/client.ts), however often we ask.
 */
export async function pingDatabase({ db }: Pick<Deps, 'db'>): Promise<void> {
  await sqlFinds(db)`SELECT 1 AS one FROM schedules LIMIT 0 FOR UPDATE`;
}
