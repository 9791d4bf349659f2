import { databaseNow } from '../../database/now.ts';
import type { Deps } from '../../deps.ts';
import { addWorkspace } from '../../teams/add-workspaces.ts';
import { type EndDeps, endWorkspace } from '../../teams/end-workspace.ts';
import { nameWorkspaces } from '../../teams/names.ts';
import { isPlace } from '../place-hash.ts';
import { openPlaceId } from '../place-id.ts';

export interface SlackInstall {
  teamId: string;
  name: string;
  botToken: string;
  botUserId: string;
  scopes?: readonly string[];
  /** When the team first installed UPixel, if not now. */
  firstInstalledAt?: Date;
}

/** The team that one of these bots belongs to; a bot is known by its user id there. Undefined if none is ours. */
export async function findInstall(
  deps: Pick<Deps, 'db' | 'keys' | 'log'>,
  botUserIds: string[],
): Promise<Pick<SlackInstall, 'teamId' | 'botUserId'> | undefined> {
  const found = await deps.db.workspace.findFirst({
    where: { platform: 'slack', uninstalledAt: null, botUserId: { in: botUserIds } },
    select: { externalId: true, externalIdSealed: true, botUserId: true },
  });
  const teamId = found && (await openPlaceId(deps, found));
  return found?.botUserId && teamId ? { teamId, botUserId: found.botUserId } : undefined;
}

/** A team installed UPixel, for the first time or again. Its token is kept sealed. Returns the id of its row. */
export async function saveSlackInstall(
  deps: Pick<Deps, 'db' | 'seal' | 'slackTokens' | 'keys'>,
  install: SlackInstall,
): Promise<{ workspaceId: string }> {
  const fields = {
    botUserId: install.botUserId,
    botToken: new Uint8Array(deps.seal.close(install.botToken)),
    scopes: (install.scopes ?? []).join(','),
    installedAt: await databaseNow(deps),
    uninstalledAt: null,
  };
  const { firstInstalledAt } = install;
  const id = await addWorkspace(deps, { platform: 'slack', externalId: install.teamId });
  await deps.db.workspace.update({ where: { id }, data: { ...fields, ...(firstInstalledAt && { firstInstalledAt }) } });
  await nameWorkspaces(deps, [{ id, name: install.name }]);
  deps.slackTokens.forget(install.teamId);
  return { workspaceId: id };
}

/**
 * A team removed UPixel, or revoked its token: deletes the token at once. Slack notifies us of both, in any order, late and more than
 * once; an install that came after `until` is unaffected.
 */
export async function endSlackInstall(
  deps: EndDeps & Pick<Deps, 'slackTokens'>,
  { teamId, until }: { teamId: string; until: Date },
): Promise<void> {
  await endWorkspace(deps, { platform: 'slack', externalId: teamId }, until);
  deps.slackTokens.forget(teamId);
}

/** Slack answered that this token is no longer valid. A team that has reinstalled meanwhile has another one. */
export async function endRefusedInstall(
  deps: EndDeps & Pick<Deps, 'slackTokens'>,
  { teamId, token }: { teamId: string; token: string },
): Promise<void> {
  const workspace = await deps.db.workspace.findFirst({
    where: await isPlace(deps, { platform: 'slack', externalId: teamId }),
    select: { installedAt: true, botToken: true },
  });
  if (!workspace?.botToken || deps.seal.open(workspace.botToken) !== token) return;
  await endSlackInstall(deps, { teamId, until: workspace.installedAt });
}
