import { z } from 'zod';
import { isShown } from '../../assets/shown.ts';
import { flag, uuid } from '../../database/columns.ts';
import { sqlRow, sqlRun } from '../../database/rows.ts';
import type { Deps } from '../../deps.ts';
import { openFieldsOf, storedText } from '../../keys/stored-text.ts';
import { teamName } from '../names.ts';

const payingTeam = z.object({ id: uuid, name: storedText, isShared: flag });

/** The team whose wallet paid for an account's image, and whether its gallery shows it; undefined if none did, or there is no such image. */
export async function findPayingTeam(
  deps: Pick<Deps, 'db' | 'keys' | 'log'>,
  { userId, id }: { userId: string; id: string },
) {
  const row = await sqlRow(deps.db, payingTeam)`
    SELECT t.id, ${teamName} AS name, a.shared_team_id IS NOT DISTINCT FROM t.id AS "isShared"
    FROM assets a JOIN generations g ON g.id = a.generation_id JOIN workspaces t ON t.wallet_id = g.wallet_id
    WHERE a.id = ${id}::uuid AND a.user_id = ${userId}::uuid AND ${isShown}`;
  return row && openFieldsOf(deps, row, 'name');
}

/** From now on the gallery of the team that paid for it shows an account's image, or shows it no more. False if it may not. */
export async function shareWithTeam(
  { db }: Pick<Deps, 'db'>,
  { userId, id, workspaceId }: { userId: string; id: string; workspaceId: string | null },
): Promise<boolean> {
  const changed = await sqlRun(db)`
    UPDATE assets a SET shared_team_id = ${workspaceId}::uuid
    WHERE a.id = ${id}::uuid AND a.user_id = ${userId}::uuid AND a.deleted_at IS NULL
      AND (${workspaceId}::uuid IS NULL OR (${isShown} AND EXISTS (
        SELECT 1 FROM generations g JOIN workspaces t ON t.wallet_id = g.wallet_id
        WHERE g.id = a.generation_id AND t.id = ${workspaceId}::uuid)))`;
  return changed > 0;
}

/** A manager takes an image out of their team's gallery; its owner keeps it. False if it is not there. */
export async function takeFromGallery(
  { db }: Pick<Deps, 'db'>,
  { workspaceId, assetId }: { workspaceId: string; assetId: string },
): Promise<boolean> {
  const { count } = await db.asset.updateMany({
    where: { id: assetId, sharedTeamId: workspaceId },
    data: { sharedTeamId: null },
  });
  return count > 0;
}
