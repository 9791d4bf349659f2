import { placeHashOf } from '../chat/place-hash.ts';
import { targetColumns, targetOfRow, targetRow } from '../chat/stored-target.ts';
import type { ReplyTarget } from '../chat/target.ts';
import { uuid } from '../database/columns.ts';
import { sqlRows } from '../database/rows.ts';
import type { Deps } from '../deps.ts';
import { type Owner, ownedBySql } from '../generations/owner.ts';

/** Where something was asked is sealed: of so many of a person's latest pictures it is opened. */
const mostLooked = 20;

const found = targetRow.extend({ assetId: uuid });

/**
 * The last picture that this person made in this channel, the first of several; undefined if there is none among their latest ones.
 * @param alone whether they alone see what comes of it: then what was made for them alone in this server or workspace counts, too, which is in no channel
 */
export async function findLastPictureHere(
  deps: Pick<Deps, 'db' | 'keys' | 'seal' | 'log' | 'metrics'>,
  owner: Owner,
  here: ReplyTarget,
  { alone }: { alone: boolean },
): Promise<string | undefined> {
  const place = await placeHashOf(deps, { platform: here.platform, externalId: here.workspaceId });
  const latest = await sqlRows(deps.db, found)`
    SELECT a.id AS "assetId", ${targetColumns}
    FROM generations g JOIN deliveries d ON d.generation_id = g.id JOIN reply_targets r ON r.id = d.target_id
      JOIN LATERAL (SELECT o.id FROM assets o WHERE o.generation_id = g.id AND o.deleted_at IS NULL AND o.trashed_at IS NULL AND o.hidden_at IS NULL AND o.flagged_at IS NULL
        ORDER BY o.position LIMIT 1) a ON true
    WHERE ${ownedBySql(owner)} AND r.platform = ${here.platform}::"Platform" AND r.workspace_id_hash IS NOT DISTINCT FROM ${place}::bytea
      AND (${alone} OR NOT r.is_private)
    ORDER BY g.created_at DESC LIMIT ${mostLooked}::int`;
  for (const { assetId, ...row } of latest)
    if (row.isPrivate || (await targetOfRow(deps, row)).channelId === here.channelId) return assetId;
  return undefined;
}
