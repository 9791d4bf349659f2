import type { Deps } from '../../deps.ts';
import { type EndDeps, endWorkspace } from '../../teams/end-workspace.ts';
import { recallWorkspaces } from '../../teams/gone-workspace.ts';
import { nameWorkspaces } from '../../teams/names.ts';

export interface Guild {
  id: string;
  name: string;
}

/**
 * Saves the servers that have the bot, with their current names; two statements, however many, and one for each new name.
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
    INSERT INTO workspaces (id, platform, external_id)
    SELECT gen_random_uuid(), 'discord', g.id FROM unnest(${guilds.map((guild) => guild.id)}::text[]) AS g(id)
    ON CONFLICT (platform, external_id) DO UPDATE SET uninstalled_at = NULL, installed_at = now()
    WHERE workspaces.uninstalled_at IS NOT NULL
      AND (${readAt}::timestamptz IS NULL OR workspaces.uninstalled_at < ${readAt}::timestamptz)`;
  await nameWorkspaces(
    deps,
    'discord',
    guilds.map(({ id, name }) => ({ externalId: id, name })),
  );
}

/** A server removed the bot. */
export const endGuild = async (deps: EndDeps, externalId: string): Promise<void> =>
  void (await endWorkspace(deps, { platform: 'discord', externalId }));
