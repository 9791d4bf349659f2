import type { Deps } from '../../deps.ts';
import { addWorkspace } from '../../teams/add-workspaces.ts';
import { nameWorkspaces } from '../../teams/names.ts';

/**
 * With SLACK_BOT_TOKEN nobody installs: the only workspace is the operator's own, and is recorded as one that always had us. Does
 * nothing if workspaces install. @throws Slack's error; the caller that keeps the chat connected retries
 */
export async function rememberOwnTeam({
  config,
  db,
  keys,
  slack,
}: Pick<Deps, 'config' | 'db' | 'keys' | 'slack'>): Promise<void> {
  if (config.slack.botToken === undefined) return;
  const own = await slack.withClient('', (client) => client.auth.test());
  if (!own?.team_id) throw new Error('Slack did not say which workspace SLACK_BOT_TOKEN belongs to.');
  const long = new Date(0);
  const id = await addWorkspace({ db, keys }, { platform: 'slack', externalId: own.team_id });
  await db.workspace.update({
    where: { id },
    data: { uninstalledAt: null, installedAt: long, firstInstalledAt: long },
  });
  if (own.team) await nameWorkspaces({ db, keys }, [{ id, name: own.team }]);
}
