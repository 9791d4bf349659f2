import type { z } from 'zod';
import { Prisma } from '../../../prisma/generated/client.ts';
import { mostCounted } from '../../contract/pages/gallery.ts';
import { time } from '../../database/columns.ts';
import { sqlRows } from '../../database/rows.ts';
import type { Deps } from '../../deps.ts';
import { type Opened, openFields } from '../../keys/stored-text.ts';
import { assetColumns, assetRow } from '../list-assets.ts';

const trashedRow = assetRow.extend({ trashedAt: time });
export type TrashedAsset = Opened<z.infer<typeof trashedRow>, 'prompt'>;

/** In the trash of an account, of assets `a`: what an operator hid is not shown there either. */
const inTrash = (userId: string) =>
  Prisma.sql`a.user_id = ${userId}::uuid AND a.trashed_at IS NOT NULL AND a.deleted_at IS NULL AND a.hidden_at IS NULL AND a.flagged_at IS NULL`;

/** An account's trash, what came last first. One statement. */
export async function listTrash(
  deps: Pick<Deps, 'db' | 'keys' | 'log'>,
  userId: string,
  { after, limit }: { after?: { trashedAt: Date; id: string } | undefined; limit: number },
): Promise<TrashedAsset[]> {
  const rows = await sqlRows(deps.db, trashedRow)`
    SELECT ${assetColumns}, a.trashed_at AS "trashedAt"
    FROM assets a LEFT JOIN generations g ON g.id = a.generation_id
    WHERE ${inTrash(userId)} AND (${after?.id ?? null}::uuid IS NULL
      OR (a.trashed_at, a.id) < (${after?.trashedAt ?? null}::timestamptz, ${after?.id ?? null}::uuid))
    ORDER BY a.trashed_at DESC, a.id DESC LIMIT ${limit}::int`;
  return openFields(deps, rows, 'prompt');
}

/** How many, of which no more than `mostCounted` are counted. */
export const countTrash = ({ db }: Pick<Deps, 'db'>, userId: string): Promise<number> =>
  db.asset.count({
    where: { userId, trashedAt: { not: null }, deletedAt: null, hiddenAt: null, flaggedAt: null },
    take: mostCounted,
  });
