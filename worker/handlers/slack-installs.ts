import { lookAtInstalls } from '#core/chat/slack/look-at-installs.ts';
import type { Deps } from '#core/deps.ts';

export async function slackInstalls(deps: Deps): Promise<number> {
  const left = await lookAtInstalls(deps);
  if (left > 0) deps.log.info({ left }, 'slack workspaces removed us unheard');
  return left;
}
