import type { Deps } from '../../deps.ts';
import { type EndDeps, endWorkspace } from '../../teams/end-workspace.ts';
import { recallWorkspaces } from '../../teams/gone-workspace.ts';

export interface Guild {
  id: string;
  name: string;
}

/**
 * Saves the servers that have the bot, with their current names; one statement, however many.
 * @param readAt when Discord listed them, if not now: a later removal takes precedence
 */
export async function saveGuilds(
  deps: Pick<Deps, 'db' | 'keys'>,
  guilds: readonly Guild[],
  readAt: Date | null = null,
): Promise<void> {
  if (guilds.length === 0) return;
  await recallWorkspaces(
    deps,
    'discord',
    guilds.map(({ id }) => id),
  );
  await deps.db.$executeRaw`
    INSERT INTO workspaces (id, platform, external_id, name)
    SELECT gen_random_uuid(), 'discord', g.id, g.name
    FROM unnest(${guilds.map((guild) => guild.id)}::text[], ${guilds.map((guild) => guild.name)}::text[]) AS g(id, name)
    ON CONFLICT (platform, external_id) DO UPDATE SET name = excluded.name, uninstalled_at = NULL,
      installed_at = CASE WHEN workspaces.uninstalled_at IS NULL THEN workspaces.installed_at ELSE now() END
    WHERE (workspaces.name <> excluded.name OR workspaces.uninstalled_at IS NOT NULL)
      AND (${readAt}::timestamptz IS NULL OR workspaces.uninstalled_at IS NULL OR workspaces.uninstalled_at < ${readAt}::timestamptz)`;
}

/** A server removed the bot. */
export const endGuild = async (deps: EndDeps, externalId: string): Promise<void> =>
  void (await endWorkspace(deps, { platform: 'discord', externalId }));
