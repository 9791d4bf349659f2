import type { Deps } from '../../deps.ts';

/**
 * With SLACK_BOT_TOKEN nobody installs: the one workspace is the operator's own, and is written down as one that always had us. Nothing
 * to do where workspaces install. @throws what Slack answers; tried again by whoever keeps the chat connected
 */
export async function rememberOwnTeam({ config, db, slack }: Pick<Deps, 'config' | 'db' | 'slack'>): Promise<void> {
  if (config.slack.botToken === undefined) return;
  const own = await slack.withClient('', (client) => client.auth.test());
  if (!own?.team_id) throw new Error('Slack did not say which workspace SLACK_BOT_TOKEN belongs to.');
  const key = { platform: 'slack' as const, externalId: own.team_id };
  const long = new Date(0);
  await db.workspace.upsert({
    where: { platform_externalId: key },
    create: { ...key, name: own.team ?? '', installedAt: long, firstInstalledAt: long },
    update: { uninstalledAt: null, firstInstalledAt: long },
  });
}
