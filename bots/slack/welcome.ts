import type { Deps } from '#core/deps.ts';
import { claimWelcomes } from '#core/teams/claim-welcome.ts';
import { welcomeCard } from '../welcome-card.ts';
import { directTarget } from './direct.ts';

/** Says hello once to whoever installed us in a workspace, in their direct messages. They wait for the page, so this fails quietly. */
export async function welcomeInstaller(
  deps: Pick<Deps, 'config' | 'db' | 'slack' | 'log'>,
  { workspaceId, teamId, userId }: { workspaceId: string; teamId: string; userId: string },
): Promise<void> {
  try {
    if ((await claimWelcomes(deps, [workspaceId])).size > 0)
      await deps.slack.show(await directTarget(deps, { teamId, userId }), welcomeCard('slack', deps.config));
  } catch (err) {
    deps.log.info({ workspaceId, err }, 'a workspace was not welcomed');
  }
}
