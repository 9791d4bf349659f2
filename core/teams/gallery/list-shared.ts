import { z } from 'zod';
import { storedLayout } from '../../assets/layout/asset-layout.ts';
import { isShown } from '../../assets/shown.ts';
import { flag, int, text, time, uuid } from '../../database/columns.ts';
import { sqlRows } from '../../database/rows.ts';
import type { Deps } from '../../deps.ts';
import { type Opened, openFields, storedText } from '../../keys/stored-text.ts';
import type { Shared } from './shared.ts';

const sharedRow = z.object({
  id: uuid,
  /** Its owner's name in the team; empty if it is not known. */
  by: storedText,
  isMine: flag,
  /** The provider's id, and that of the model that drew the picture on which a tool was used. */
  model: text.nullable(),
  originModel: text.nullable(),
  width: int,
  height: int,
  createdAt: time,
  layout: storedLayout,
});
export type SharedRow = Opened<z.infer<typeof sharedRow>, 'by'>;

/** The images that a team paid for and that those who asked for them show to it, newest first, beginning after `after`. No words of theirs. */
export async function listShared(
  deps: Pick<Deps, 'db' | 'keys' | 'log'>,
  { workspaceId, walletId }: Shared,
  wanted: { userId: string; after?: { createdAt: Date; id: string } | undefined; limit: number },
): Promise<SharedRow[]> {
  const { userId, after, limit } = wanted;
  const rows = await sqlRows(deps.db, sharedRow)`
    SELECT a.id, stored_text(coalesce(m.name, ''), m.name_sealed) AS by, a.user_id = ${userId}::uuid AS "isMine", g.model,
      g.origin_model AS "originModel", a.width, a.height, a.created_at AS "createdAt", a.layout
    FROM assets a JOIN generations g ON g.id = a.generation_id JOIN users u ON u.id = a.user_id
      LEFT JOIN team_members m ON m.workspace_id = a.shared_team_id AND m.identity_id = g.identity_id
    WHERE a.shared_team_id = ${workspaceId}::uuid AND g.wallet_id = ${walletId}::uuid AND u.blocked_at IS NULL
      AND u.deletion_due_at IS NULL AND ${isShown}
      AND (${after?.id ?? null}::uuid IS NULL
        OR (a.created_at, a.id) < (${after?.createdAt ?? null}::timestamptz, ${after?.id ?? null}::uuid))
    ORDER BY a.created_at DESC, a.id DESC LIMIT ${limit}::int`;
  return openFields(deps, rows, 'by');
}
