import { z } from 'zod';
import { trashDays } from '../../contract/pages/gallery.ts';
import { uuid } from '../../database/columns.ts';
import { databaseNow } from '../../database/now.ts';
import { sqlRows } from '../../database/rows.ts';
import type { Deps } from '../../deps.ts';
import { deleteChosenAssets } from '../delete-assets.ts';

type Emptying = Pick<Deps, 'db' | 'queues' | 'log'>;

/** Taken by one statement: none holds a lock for long. */
const batch = 200;

/** Deletes for good what was in the account's trash when this began; stopped midway, it can be done again. Returns how many. */
export async function emptyTrash(deps: Emptying, userId: string): Promise<number> {
  const until = await databaseNow(deps);
  const where = { userId, trashedAt: { lte: until }, deletedAt: null };
  for (let deleted = 0; ; ) {
    const found = await deps.db.asset.findMany({ where, select: { id: true }, take: batch });
    if (found.length === 0) return deleted;
    const still = { trashedAt: { lte: until } };
    deleted += await deleteChosenAssets(deps, { userId, ids: found.map(({ id }) => id), still });
  }
}

const due = z.object({ id: uuid, userId: uuid });

/**
 * Deletes for good what has been in a trash for `trashDays`, here, in the store and in chat; of somebody who waits for an answer about their data
 * nothing, as in retention. Returns how many.
 */
export async function emptyOldTrash(deps: Emptying): Promise<number> {
  for (let deleted = 0; ; ) {
    const found = await sqlRows(deps.db, due)`
      SELECT a.id, a.user_id AS "userId" FROM assets a
      WHERE a.trashed_at < now() - ${trashDays}::int * interval '1 day' AND a.deleted_at IS NULL AND a.user_id IS NOT NULL
        AND NOT has_open_privacy_request(a.user_id, NULL::uuid) LIMIT ${batch}::int`;
    const owners = new Set(found.map(({ userId }) => userId));
    for (const userId of owners) {
      const ids = found.filter((each) => each.userId === userId).map(({ id }) => id);
      // Somebody may have restored one since.
      deleted += await deleteChosenAssets(deps, { userId, ids, still: { trashedAt: { not: null } } });
    }
    if (found.length < batch) return deleted;
  }
}
