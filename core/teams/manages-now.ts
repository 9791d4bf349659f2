import { managesGuild } from '../chat/discord/manages.ts';
import { managesWorkspace } from '../chat/slack/manages.ts';
import type { Deps } from '../deps.ts';
import { Failure } from '../failure.ts';
import { within } from '../within.ts';

type AskDeps = Pick<Deps, 'db' | 'discordRest' | 'slack' | 'log'>;

/** Somebody waits for a page. */
const patienceMs = 4_000;

interface Member {
  platform: 'discord' | 'slack';
  /** The server's or workspace's id in its chat. */
  placeId: string;
  identityId: string;
  teamId: string;
  externalId: string;
}

/**
 * Whether an account manages a team at this moment: the chat is asked, of each identity of theirs that ever did. What it says is written
 * down, so that who no longer manages it loses page and portal at once. @throws Failure chat_silent, where it cannot be asked
 */
export async function managesNow(deps: AskDeps, wanted: { workspaceId: string; userId: string }): Promise<boolean> {
  const { workspaceId, userId } = wanted;
  const members = await deps.db.$queryRaw<Member[]>`
    SELECT t.platform, t.external_id AS "placeId", i.id AS "identityId", i.team_id AS "teamId", i.external_id AS "externalId"
    FROM team_members m JOIN identities i ON i.id = m.identity_id JOIN workspaces t ON t.id = m.workspace_id
    WHERE m.workspace_id = ${workspaceId}::uuid AND i.user_id = ${userId}::uuid AND m.managed_at IS NOT NULL
    ORDER BY m.managed_at DESC`;
  for (const member of members) {
    const manages = await within(patienceMs, ask(deps, member)).catch((err: unknown) => {
      deps.log.warn({ err, platform: member.platform }, 'the chat did not say who manages a team');
      throw silent(member.platform);
    });
    await deps.db.$executeRaw`
      UPDATE team_members SET managed_at = CASE WHEN ${manages} THEN now() END
      WHERE workspace_id = ${workspaceId}::uuid AND identity_id = ${member.identityId}::uuid`;
    if (manages) return true;
  }
  return false;
}

function ask({ discordRest, slack }: AskDeps, { platform, placeId, teamId, externalId }: Member): Promise<boolean> {
  switch (platform) {
    case 'discord':
      return managesGuild(discordRest, { guildId: placeId, userId: externalId });
    case 'slack':
      // Whoever is of another workspace manages nothing here.
      return teamId === placeId ? managesWorkspace(slack, { teamId, userId: externalId }) : Promise.resolve(false);
  }
}

const silent = (platform: Member['platform']) => {
  const chat = platform === 'discord' ? 'Discord' : 'Slack';
  return new Failure('chat_silent', {
    title: `${chat} does not answer`,
    happened: `I asked ${chat} whether you still manage this team, and heard nothing. Nothing was changed.`,
    next: 'Please try again in a moment.',
  });
};
