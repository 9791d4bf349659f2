import { z } from 'zod';
import { flag, platform, uuid } from '../database/columns.ts';
import { sqlRows } from '../database/rows.ts';
import type { Deps } from '../deps.ts';
import { type Opened, openFields, storedText } from '../keys/stored-text.ts';
import { managesNow } from './manages-now.ts';
import { teamName } from './names.ts';

/** How long it is worth asking the chat whether they still manage it, which happens when it matters (manages-now.ts). */
const seenDays = 30;

const teamForUser = z.object({
  id: uuid,
  name: storedText,
  platform,
  walletId: uuid,
  /** Managed it when the chat was last asked, not long ago. */
  isManager: flag,
  /** Pays for its plan. */
  pays: flag,
});
export type TeamForUser = Opened<z.infer<typeof teamForUser>, 'name'>;

/** The teams that an account may see, by name: those that it manages, and those whose plan it pays for. */
export async function listTeamsFor(
  deps: Pick<Deps, 'db' | 'keys' | 'log'>,
  { userId, workspaceId = null }: { userId: string; workspaceId?: string | null },
): Promise<TeamForUser[]> {
  const teams = await sqlRows(deps.db, teamForUser)`
    WITH teams AS (
      SELECT t.id, ${teamName} AS name, t.platform, t.wallet_id AS "walletId",
        EXISTS (SELECT 1 FROM team_members m JOIN identities i ON i.id = m.identity_id
          WHERE m.workspace_id = t.id AND i.user_id = ${userId}::uuid
            AND m.managed_at > now() - ${seenDays}::int * interval '1 day') AS "isManager",
        EXISTS (SELECT 1 FROM subscriptions s
          WHERE s.wallet_id = t.wallet_id AND s.user_id = ${userId}::uuid AND s.ended_at IS NULL) AS pays
      FROM workspaces t
      WHERE t.wallet_id IS NOT NULL AND (${workspaceId}::uuid IS NULL OR t.id = ${workspaceId}::uuid))
    SELECT id, name, platform, "walletId", "isManager", pays FROM teams WHERE "isManager" OR pays ORDER BY id`;
  const opened = await openFields(deps, teams, 'name');
  return opened.sort((one, other) => one.name.localeCompare(other.name, 'en'));
}

/** One of them, by the chat's current answer; undefined for everybody else. @throws Failure chat_silent */
export async function findTeamFor(
  deps: Pick<Deps, 'db' | 'keys' | 'discordRest' | 'slack' | 'log'>,
  wanted: { workspaceId: string; userId: string },
): Promise<TeamForUser | undefined> {
  const [team] = await listTeamsFor(deps, wanted);
  if (!team?.isManager) return team;
  const isManager = await managesNow(deps, wanted);
  return isManager || team.pays ? { ...team, isManager } : undefined;
}
