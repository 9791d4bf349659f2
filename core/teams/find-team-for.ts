import type { Deps } from '../deps.ts';

/** Rights in a chat change without our hearing of it: somebody who did not use /team for so long no longer sees the page. */
const seenDays = 30;

export interface TeamForUser {
  id: string;
  name: string;
  platform: 'discord' | 'slack';
  walletId: string;
  /** Managed it when the chat was last asked, not long ago. */
  isManager: boolean;
}

/** The teams that an account may see, by name: those that it manages, and those whose plan it pays for. */
export function listTeamsFor(
  { db }: Pick<Deps, 'db'>,
  { userId, workspaceId = null }: { userId: string; workspaceId?: string | null },
): Promise<TeamForUser[]> {
  return db.$queryRaw<TeamForUser[]>`
    WITH teams AS (
      SELECT t.id, t.name, t.platform, t.wallet_id AS "walletId",
        EXISTS (SELECT 1 FROM team_members m JOIN identities i ON i.id = m.identity_id
          WHERE m.workspace_id = t.id AND i.user_id = ${userId}::uuid
            AND m.managed_at > now() - ${seenDays}::int * interval '1 day') AS "isManager",
        EXISTS (SELECT 1 FROM subscriptions s
          WHERE s.wallet_id = t.wallet_id AND s.user_id = ${userId}::uuid AND s.ended_at IS NULL) AS pays
      FROM workspaces t
      WHERE t.wallet_id IS NOT NULL AND (${workspaceId}::uuid IS NULL OR t.id = ${workspaceId}::uuid))
    SELECT id, name, platform, "walletId", "isManager" FROM teams WHERE "isManager" OR pays ORDER BY name, id`;
}

/** One of them; undefined for everybody else. */
export async function findTeamFor(
  deps: Pick<Deps, 'db'>,
  wanted: { workspaceId: string; userId: string },
): Promise<TeamForUser | undefined> {
  const [team] = await listTeamsFor(deps, wanted);
  return team;
}
