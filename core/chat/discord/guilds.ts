import type { Deps } from '../../deps.ts';
import { addWorkspaces } from '../../teams/add-workspaces.ts';
import { type EndDeps, endWorkspace } from '../../teams/end-workspace.ts';
import { nameWorkspaces } from '../../teams/names.ts';

export interface Guild {
  id: string;
  name: string;
}

/**
 * Saves the servers that have the bot, with their current names; four statements, however many, and some for each new one and each new name.
 * Returns the id of each one's row.
 * @param readAt when Discord listed them, if not now: a later removal takes precedence
 */
export async function saveGuilds(
  deps: Pick<Deps, 'db' | 'keys'>,
  guilds: readonly Guild[],
  readAt: Date | null = null,
): Promise<ReadonlyMap<string, string>> {
  if (guilds.length === 0) return new Map();
  const ids = await addWorkspaces(
    deps,
    'discord',
    guilds.map(({ id }) => id),
  );
  await deps.db.$executeRaw`
    UPDATE workspaces SET uninstalled_at = NULL, installed_at = now()
    WHERE id = ANY(${[...ids.values()]}::uuid[]) AND uninstalled_at IS NOT NULL
      AND (${readAt}::timestamptz IS NULL OR uninstalled_at < ${readAt}::timestamptz)`;
  await nameWorkspaces(
    deps,
    guilds.flatMap(({ id: externalId, name }) => {
      const id = ids.get(externalId);
      return id === undefined ? [] : [{ id, name }];
    }),
  );
  return ids;
}

/** A server removed the bot. */
export const endGuild = async (deps: EndDeps, externalId: string): Promise<void> =>
  void (await endWorkspace(deps, { platform: 'discord', externalId }));

/** Nobody can have read its welcome: it is said another time. @param workspaceId its row */
export const putOffWelcome = async ({ db }: Pick<Deps, 'db'>, workspaceId: string): Promise<void> =>
  void (await db.workspace.updateMany({ where: { id: workspaceId }, data: { welcomedAt: null } }));
