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

export interface TeamInList {
  id: string;
  name: string;
  platform: 'discord' | 'slack';
}

/** The teams whose page an account may see, by name. */
export function listTeamsFor({ db }: Pick<Deps, 'db'>, userId: string): Promise<TeamInList[]> {
  return db.$queryRaw<TeamInList[]>`
    SELECT t.id, t.name, t.platform FROM workspaces t
    WHERE t.wallet_id IS NOT NULL AND (
      EXISTS (SELECT 1 FROM team_members m JOIN identities i ON i.id = m.identity_id
        WHERE m.workspace_id = t.id AND i.user_id = ${userId}::uuid
          AND m.managed_at > now() - ${seenDays}::int * interval '1 day')
      OR EXISTS (SELECT 1 FROM subscriptions s
        WHERE s.wallet_id = t.wallet_id AND s.user_id = ${userId}::uuid AND s.ended_at IS NULL))
    ORDER BY t.name, t.id`;
}

/** A team as an account may see it: who manages it, and who pays for its plan. Undefined for everybody else. */
export async function findTeamFor(
  { db }: Pick<Deps, 'db'>,
  { workspaceId, userId }: { workspaceId: string; userId: string },
): Promise<TeamForUser | undefined> {
  const [team] = await db.$queryRaw<Array<TeamForUser & { pays: boolean }>>`
    SELECT t.id, t.name, t.platform, t.wallet_id AS "walletId",
      EXISTS (SELECT 1 FROM team_members m JOIN identities i ON i.id = m.identity_id
        WHERE m.workspace_id = t.id AND i.user_id = ${userId}::uuid
          AND m.managed_at > now() - ${seenDays}::int * interval '1 day') AS "isManager",
      EXISTS (SELECT 1 FROM subscriptions s
        WHERE s.wallet_id = t.wallet_id AND s.user_id = ${userId}::uuid AND s.ended_at IS NULL) AS pays
    FROM workspaces t WHERE t.id = ${workspaceId}::uuid AND t.wallet_id IS NOT NULL`;
  return team && (team.isManager || team.pays) ? team : undefined;
}
