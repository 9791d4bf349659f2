import { z } from 'zod';
import { Prisma } from '../../prisma/generated/client.ts';
import { int, text, uuid } from '../database/columns.ts';
import { sqlRows } from '../database/rows.ts';
import type { Deps } from '../deps.ts';
import { type Owner, ownedBySql } from '../generations/owner.ts';
import { type Opened, openFields, storedText } from '../keys/stored-text.ts';
import { assetWords } from './list-assets.ts';
import { isShown } from './shown.ts';

const ownPicture = z.object({
  id: uuid,
  /** By which people name it: see assetName. */
  name: text,
  /** Its number among those of its request, from 1, and how many came; 1 of 1 if no request made it. */
  number: int,
  of: int,
  words: storedText,
  /** The provider's id; null if no request made it. */
  model: text.nullable(),
  /** What it has to do with pixel art, see isOnGrid. */
  ...{ originModel: text.nullable(), operation: text.nullable(), width: int, height: int },
});
export type OwnPicture = Opened<z.infer<typeof ownPicture>, 'words'>;

/** SQL for the name of an asset `a` in chat, as in the names of files: the beginning of its request's id, or else of its own, and its number there. */
export const assetName = Prisma.sql`left(coalesce(a.generation_id, a.id)::text, 8) || '-' || (a.position + 1)`;

/**
 * Somebody's finished pictures that may be shown anywhere, newest first, and the first of a request before its others. `name`: only the one of that
 * name. `id`: only that one.
 */
export async function ownPictures(
  deps: Pick<Deps, 'db' | 'keys' | 'log'>,
  owner: Owner,
  { limit, name = null, id = null }: { limit: number; name?: string | null; id?: string | null },
): Promise<OwnPicture[]> {
  const isMeant = Prisma.sql`${isShown} AND (${name}::text IS NULL OR ${assetName} = ${name}::text) AND (${id}::uuid IS NULL OR a.id = ${id}::uuid)`;
  // Each half along its own index.
  const rows = await sqlRows(deps.db, ownPicture)`
    SELECT a.id, ${assetName} AS name, a.position + 1 AS number, coalesce(g.stored, 1) AS of, ${assetWords} AS words, g.model,
      g.origin_model AS "originModel", a.operation, a.width, a.height
    FROM ((SELECT a.id, g.created_at FROM generations g JOIN assets a ON a.generation_id = g.id
        WHERE ${ownedBySql(owner)} AND ${isMeant} ORDER BY g.created_at DESC, g.id DESC, a.position LIMIT ${limit}::int)
      UNION ALL (SELECT a.id, a.created_at FROM assets a
        WHERE a.generation_id IS NULL AND a.user_id = ${owner.userId}::uuid AND ${isMeant} ORDER BY a.created_at DESC, a.id DESC LIMIT ${limit}::int)) found
      JOIN assets a ON a.id = found.id LEFT JOIN generations g ON g.id = a.generation_id
    ORDER BY found.created_at DESC, g.id DESC, a.position LIMIT ${limit}::int`;
  return openFields(deps, rows, 'words');
}
