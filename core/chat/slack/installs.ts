import type { Deps } from '../../deps.ts';

export interface SlackInstall {
  teamId: string;
  name: string;
  botToken: string;
  botUserId: string;
  scopes?: string;
}

/** Keeps what an install through OAuth gave us; the token sealed. */
export async function saveSlackInstall(
  deps: Pick<Deps, 'db' | 'seal' | 'slackTokens'>,
  install: SlackInstall,
): Promise<void> {
  const { teamId, name, botUserId, scopes = '' } = install;
  const botToken = new Uint8Array(deps.seal.close(install.botToken));
  const data = { name, botUserId, scopes, botToken, uninstalledAt: null };
  await deps.db.workspace.upsert({
    where: { platform_externalId: { platform: 'slack', externalId: teamId } },
    create: { platform: 'slack', externalId: teamId, ...data },
    update: { ...data, installedAt: new Date() },
  });
  deps.slackTokens.forget(teamId);
}

/** The token goes at once; the rest when the purge clock, started here, runs out. Slack says it in two ways, in any order. */
export async function endSlackInstall(deps: Pick<Deps, 'db' | 'slackTokens' | 'log'>, teamId: string): Promise<void> {
  const { count } = await deps.db.workspace.updateMany({
    where: { platform: 'slack', externalId: teamId, uninstalledAt: null },
    data: { uninstalledAt: new Date(), botToken: null },
  });
  deps.slackTokens.forget(teamId);
  if (count > 0) deps.log.info({ platform: 'slack' }, 'uninstalled');
}
