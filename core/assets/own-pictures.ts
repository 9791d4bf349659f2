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
  /** By which people name it: the beginning of its request's id, and its number there, as in the names of files. */
  name: text,
  /** Its number among those of its request, from 1, and how many came. */
  number: int,
  of: int,
  words: storedText,
  /** The provider's id. */
  model: text,
  /** What it has to do with pixel art, see isOnGrid. */
  ...{ originModel: text.nullable(), operation: text.nullable(), width: int, height: int },
});
export type OwnPicture = Opened<z.infer<typeof ownPicture>, 'words'>;

/**
 * Somebody's finished pictures that may be shown anywhere, newest first, and the first of a request before its others. `name`: only the one of that
 * name, with its request's beginning and its number. `id`: only that one.
 */
export async function ownPictures(
  deps: Pick<Deps, 'db' | 'keys' | 'log'>,
  owner: Owner,
  { limit, name = null, id = null }: { limit: number; name?: string | null; id?: string | null },
): Promise<OwnPicture[]> {
  const named = Prisma.sql`left(g.id::text, 8) || '-' || (a.position + 1)`;
  const rows = await sqlRows(deps.db, ownPicture)`
    SELECT a.id, ${named} AS name, a.position + 1 AS number, g.stored AS of, ${assetWords} AS words, g.model,
      g.origin_model AS "originModel", a.operation, a.width, a.height
    FROM generations g JOIN assets a ON a.generation_id = g.id
    WHERE ${ownedBySql(owner)} AND ${isShown}
      AND (${name}::text IS NULL OR ${named} = ${name}::text) AND (${id}::uuid IS NULL OR a.id = ${id}::uuid)
    ORDER BY g.created_at DESC, g.id DESC, a.position LIMIT ${limit}::int`;
  return openFields(deps, rows, 'words');
}
