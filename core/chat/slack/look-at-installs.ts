import type { Deps } from '../../deps.ts';
import { openPlaceId } from '../place-id.ts';
import { slackError } from './errors.ts';

/**
 * Calls Slack for every workspace that installed us: it does not repeat its events for long, so a process that was offline learns of a
 * removal only from the API's answer, which ends the install (clients.ts).
 * @returns how many had removed us
 */
export async function lookAtInstalls(deps: Pick<Deps, 'db' | 'keys' | 'slack' | 'log'>): Promise<number> {
  const installed = { platform: 'slack' as const, uninstalledAt: null, botToken: { not: null } };
  const workspaces = await deps.db.workspace.findMany({
    where: installed,
    select: { id: true, externalId: true, externalIdSealed: true },
  });
  for (const workspace of workspaces) {
    const teamId = await openPlaceId(deps, workspace);
    if (teamId === undefined) continue;
    try {
      await deps.slack.withClient(teamId, (client) => client.auth.test());
    } catch (err) {
      // Slack does not answer at all: try later. But an error about one token must not keep us from checking the others.
      if (slackError(err) === undefined) throw err;
      deps.log.error({ workspaceId: workspace.id, err }, 'slack refuses the token of a workspace that installed us');
    }
  }
  const ids = workspaces.map(({ id }) => id);
  return workspaces.length - (await deps.db.workspace.count({ where: { ...installed, id: { in: ids } } }));
}
