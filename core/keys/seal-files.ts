import { z } from 'zod';
import { flag, text, time, uuid } from '../database/columns.ts';
import { sqlRow, sqlRows } from '../database/rows.ts';
import type { Deps } from '../deps.ts';

const batch = 20;

const fileRow = z.object({
  id: uuid,
  createdAt: time,
  userId: uuid.nullable(),
  identityId: uuid.nullable(),
  /** Its own files, and the picture that its request began with. */
  keys: z.array(text),
  inputKey: text.nullable(),
});
const goneRow = z.object({ isGone: flag });

/** Seals some of the images' files that are older than sealing, in order of their creation. Returns how many images it looked at; 0 at the end. */
export async function sealSomeFiles(deps: Pick<Deps, 'db' | 'storage' | 'log'>): Promise<number> {
  const rows = await sqlRows(deps.db, fileRow)`
    SELECT a.id, a.created_at AS "createdAt", coalesce(a.user_id, g.user_id) AS "userId", g.identity_id AS "identityId",
      array_remove(ARRAY[a.storage_key, a.thumbnail_key, a.large_thumbnail_key], NULL) AS keys,
      CASE WHEN a.position = 0 THEN g.input_image_key END AS "inputKey"
    FROM sealing s, assets a LEFT JOIN generations g ON g.id = a.generation_id
    WHERE a.erased_at IS NULL AND a.created_at < s.begun_at + interval '1 minute'
      AND (s.up_to_id IS NULL OR (a.created_at, a.id) > (s.up_to_at, s.up_to_id))
    ORDER BY a.created_at, a.id LIMIT ${batch}::int`;
  for (const { id, keys, inputKey, createdAt, ...owner } of rows) {
    for (const key of [...keys, ...(inputKey === null ? [] : [inputKey])]) await deps.storage.seal(key, owner);
    // Whoever deleted it meanwhile deleted a file that has just been written again.
    const now = await sqlRow(
      deps.db,
      goneRow,
    )`SELECT deleted_at IS NOT NULL AS "isGone" FROM assets WHERE id = ${id}::uuid`;
    if (now?.isGone !== false) await deps.storage.delete(keys);
    await deps.db.$executeRaw`UPDATE sealing SET up_to_at = ${createdAt}, up_to_id = ${id}::uuid`;
  }
  return rows.length;
}
