import { z } from 'zod';
import { managesGuild } from '../chat/discord/manages.ts';
import { managesWorkspace } from '../chat/slack/manages.ts';
import { platform, uuid } from '../database/columns.ts';
import { sqlRows } from '../database/rows.ts';
import type { Deps } from '../deps.ts';
import { type Opened, openFields, storedText } from '../keys/stored-text.ts';
import type { Person } from '../privacy/requests/request.ts';
import { asked } from './chat-silent.ts';

type AskDeps = Pick<Deps, 'db' | 'keys' | 'discordRest' | 'slack' | 'log'>;

const teamMember = z.object({
  platform,
  /** The server's or workspace's id in its chat. */
  placeId: storedText,
  identityId: uuid,
  teamId: storedText,
  /** Theirs in the chat. */
  userId: storedText,
});
type Member = Opened<z.infer<typeof teamMember>, 'placeId' | 'teamId' | 'userId'>;

/**
 * Whether an account or a guest manages a team at this moment: asks the chat about each of its identities that ever did. The answer is
 * recorded, so that a former manager loses page and portal at once. @throws Failure chat_silent, if the chat does not answer
 */
export async function managesNow(deps: AskDeps, wanted: { workspaceId: string } & Person): Promise<boolean> {
  const { workspaceId } = wanted;
  const [userId, identityId] = 'userId' in wanted ? [wanted.userId, null] : [null, wanted.identityId];
  const members = await sqlRows(deps.db, teamMember)`
    SELECT t.platform, stored_text(coalesce(t.external_id, ''), t.external_id_sealed) AS "placeId", i.id AS "identityId",
      stored_text(i.team_id, i.team_id_sealed) AS "teamId",
      stored_text(i.external_id, i.external_id_sealed) AS "userId"
    FROM team_members m JOIN identities i ON i.id = m.identity_id JOIN workspaces t ON t.id = m.workspace_id
    WHERE m.workspace_id = ${workspaceId}::uuid AND (i.user_id = ${userId}::uuid OR i.id = ${identityId}::uuid) AND m.managed_at IS NOT NULL
    ORDER BY m.managed_at DESC`;
  for (const member of await openFields(deps, members, 'placeId', 'teamId', 'userId')) {
    const manages = await asked(deps, member.platform, ask(deps, member));
    await deps.db.$executeRaw`
      UPDATE team_members SET managed_at = CASE WHEN ${manages} THEN now() END
      WHERE workspace_id = ${workspaceId}::uuid AND identity_id = ${member.identityId}::uuid`;
    if (manages) return true;
  }
  return false;
}

function ask({ discordRest, slack }: AskDeps, { platform, placeId, teamId, userId }: Member): Promise<boolean> {
  switch (platform) {
    case 'discord':
      return managesGuild(discordRest, { guildId: placeId, userId });
    case 'slack':
      // A person of another workspace manages nothing here.
      return teamId === placeId ? managesWorkspace(slack, { teamId, userId }) : Promise.resolve(false);
  }
}
