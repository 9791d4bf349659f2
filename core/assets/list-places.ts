import { z } from 'zod';
import { int, platform, uuid } from '../database/columns.ts';
import { sqlRows } from '../database/rows.ts';
import type { Deps } from '../deps.ts';
import { workspaceName } from '../generations/place-row.ts';
import { type Opened, openFields, storedText } from '../keys/stored-text.ts';
import { askedInChats } from './asset-filter.ts';
import { isShown } from './shown.ts';

const placeRow = z.object({
  platform,
  /** The workspace; null: none that we know, such as a direct message. */
  workspaceId: uuid.nullable(),
  workspaceName: storedText.nullable(),
  images: int,
});
export type AssetPlace = Opened<z.infer<typeof placeRow>, 'workspaceName'>;

/** Where in chats an account asked for the images that it has, those with the most first. One statement. */
export async function listPlaces(
  deps: Pick<Deps, 'db' | 'keys' | 'log'>,
  userId: string,
  limit: number,
): Promise<AssetPlace[]> {
  const rows = await sqlRows(deps.db, placeRow)`
    SELECT p.platform, p.id AS "workspaceId", ${workspaceName} AS "workspaceName", p.images FROM (
      SELECT asked.platform, asked.workspace_id AS id, count(*)::int AS images
      FROM assets a JOIN (SELECT o.id, r.platform, s.id AS workspace_id FROM ${askedInChats(userId)}) asked ON asked.id = a.generation_id
      WHERE a.user_id = ${userId}::uuid AND ${isShown} GROUP BY 1, 2 ORDER BY 3 DESC LIMIT ${limit}::int) p
    LEFT JOIN workspaces s ON s.id = p.id ORDER BY p.images DESC`;
  return openFields(deps, rows, 'workspaceName');
}
