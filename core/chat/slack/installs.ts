import type { Deps } from '../../deps.ts';
import { type TellDeps, tellRemoved } from '../../teams/tell-removed.ts';

export interface SlackInstall {
  teamId: string;
  name: string;
  botToken: string;
  botUserId: string;
  scopes?: readonly string[];
}

/** A team installed UPixel, for the first time or again. Its token is kept sealed. */
export async function saveSlackInstall(
  deps: Pick<Deps, 'db' | 'seal' | 'slackTokens'>,
  install: SlackInstall,
): Promise<void> {
  const fields = {
    name: install.name,
    botUserId: install.botUserId,
    botToken: new Uint8Array(deps.seal.close(install.botToken)),
    scopes: (install.scopes ?? []).join(','),
    installedAt: new Date(),
    uninstalledAt: null,
  };
  const key = { platform: 'slack' as const, externalId: install.teamId };
  await deps.db.workspace.upsert({
    where: { platform_externalId: key },
    create: { ...key, ...fields },
    update: fields,
  });
  deps.slackTokens.forget(install.teamId);
}

/**
 * A team removed UPixel, or took its token back: the token goes at once. Both are told, in any order, late and more than
 * once, so what is older than the present install does not touch it.
 */
export async function endSlackInstall(
  deps: TellDeps & Pick<Deps, 'slackTokens'>,
  removed: { teamId: string; eventTimeSeconds: number },
): Promise<void> {
  const { teamId, eventTimeSeconds } = removed;
  const { count } = await deps.db.workspace.updateMany({
    where: {
      platform: 'slack',
      externalId: teamId,
      uninstalledAt: null,
      installedAt: { lt: new Date((eventTimeSeconds + 1) * 1000) },
    },
    data: { uninstalledAt: new Date(), botToken: null },
  });
  deps.slackTokens.forget(teamId);
  if (count === 0) return;
  deps.log.info({ teamId }, 'uninstalled from slack');
  await tellRemoved(deps, { platform: 'slack', externalId: teamId });
}
