import { z } from 'zod';
import { byName } from '../by-name.ts';
import { flag, platform, uuid } from '../database/columns.ts';
import { sqlRows } from '../database/rows.ts';
import type { Deps } from '../deps.ts';
import { Failure } from '../failure.ts';
import { type Opened, openFields, storedText } from '../keys/stored-text.ts';
import { belongsNow } from './belongs-now.ts';
import { managesNow } from './manages-now.ts';
import { teamName } from './names.ts';

/** How long it is worth asking the chat whether they still manage it, which happens when it matters (manages-now.ts). */
const seenDays = 30;
/** Whoever had nothing paid by it for so long has no use for its page. */
const usedDays = 90;

const teamForUser = z.object({
  id: uuid,
  name: storedText,
  platform,
  walletId: uuid,
  /** Managed it when the chat was last asked, not long ago. */
  isManager: flag,
  /** Pays for its plan. */
  pays: flag,
  /** Had something paid from its wallet, not long ago. */
  isMember: flag,
});
type AskDeps = Pick<Deps, 'db' | 'keys' | 'discordRest' | 'slack' | 'slackMembers' | 'log'>;
export type TeamForUser = Opened<z.infer<typeof teamForUser>, 'name'>;

/** The teams that an account may see, by name: those that it manages or uses, and those whose plan it pays for. */
async function listTeamsFor(
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
          WHERE s.wallet_id = t.wallet_id AND s.user_id = ${userId}::uuid AND s.ended_at IS NULL) AS pays,
        EXISTS (SELECT 1 FROM identities i JOIN generations g ON g.identity_id = i.id
          WHERE i.user_id = ${userId}::uuid AND g.wallet_id = t.wallet_id
            AND g.created_at > now() - ${usedDays}::int * interval '1 day') AS "isMember"
      FROM workspaces t
      WHERE t.wallet_id IS NOT NULL AND (${workspaceId}::uuid IS NULL OR t.id = ${workspaceId}::uuid))
    SELECT id, name, platform, "walletId", "isManager", pays, "isMember" FROM teams WHERE "isManager" OR pays OR "isMember" ORDER BY id`;
  const opened = await openFields(deps, teams, 'name');
  return opened.sort((one, other) => byName(one.name, other.name));
}

/** One of them, by the chat's current answer: whoever manages it is a member, too. Undefined for everybody else. @throws Failure chat_silent */
export async function findTeamFor(
  deps: AskDeps,
  wanted: { workspaceId: string; userId: string },
): Promise<TeamForUser | undefined> {
  const [team] = await listTeamsFor(deps, wanted);
  return team && asItIsNow(deps, wanted.userId, team);
}

/** Those of a list that are still theirs by the chats' current answers; of a chat that does not answer, all. */
export async function listTeamsNow(deps: AskDeps, { userId }: { userId: string }): Promise<TeamForUser[]> {
  const teams = await listTeamsFor(deps, { userId });
  const now = await Promise.all(
    teams.map((team) =>
      asItIsNow(deps, userId, team).catch((error: unknown) => {
        if (error instanceof Failure && error.code === 'chat_silent') return team;
        throw error;
      }),
    ),
  );
  return now.filter((team) => team !== undefined);
}

/** @throws Failure chat_silent */
async function asItIsNow(deps: AskDeps, userId: string, team: TeamForUser): Promise<TeamForUser | undefined> {
  const wanted = { workspaceId: team.id, userId };
  const isManager = team.isManager && (await managesNow(deps, wanted));
  const isMember = isManager || (team.isMember && (await belongsNow(deps, wanted)));
  return isMember || team.pays ? { ...team, isManager, isMember } : undefined;
}
