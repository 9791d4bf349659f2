import { z } from 'zod';
import { belongsToGuild } from '../chat/discord/belongs.ts';
import { platform } from '../database/columns.ts';
import { sqlRows } from '../database/rows.ts';
import type { Deps } from '../deps.ts';
import { type Opened, openFields, storedText } from '../keys/stored-text.ts';
import { asked } from './chat-silent.ts';

type AskDeps = Pick<Deps, 'db' | 'keys' | 'discordRest' | 'slackMembers' | 'log'>;

const identity = z.object({
  platform,
  /** The server's or workspace's id in its chat. */
  placeId: storedText,
  teamId: storedText,
  /** Theirs in the chat. */
  userId: storedText,
});
type Identity = Opened<z.infer<typeof identity>, 'placeId' | 'teamId' | 'userId'>;

/** Whether an account is in a server or workspace at this moment, by the word of its chat. @throws Failure chat_silent */
export async function belongsNow(
  deps: AskDeps,
  { workspaceId, userId }: { workspaceId: string; userId: string },
): Promise<boolean> {
  const found = await sqlRows(deps.db, identity)`
    SELECT t.platform, stored_text(coalesce(t.external_id, ''), t.external_id_sealed) AS "placeId",
      stored_text(i.team_id, i.team_id_sealed) AS "teamId", stored_text(i.external_id, i.external_id_sealed) AS "userId"
    FROM workspaces t JOIN identities i ON i.platform = t.platform
    WHERE t.id = ${workspaceId}::uuid AND i.user_id = ${userId}::uuid`;
  for (const each of await openFields(deps, found, 'placeId', 'teamId', 'userId'))
    if (await asked(deps, each.platform, ask(deps, each))) return true;
  return false;
}

async function ask(
  { discordRest, slackMembers }: AskDeps,
  { platform: chat, placeId, teamId, userId }: Identity,
): Promise<boolean> {
  switch (chat) {
    case 'discord':
      return belongsToGuild(discordRest, { guildId: placeId, userId });
    case 'slack':
      return teamId === placeId && (await slackMembers.standingNow(teamId, userId)) !== 'outsider';
  }
}
