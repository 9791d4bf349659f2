import { lookAtGuilds } from '#core/chat/discord/look-at-guilds.ts';
import type { Deps } from '#core/deps.ts';

export async function discordGuilds(deps: Deps): Promise<number> {
  const left = await lookAtGuilds(deps);
  if (left > 0) deps.log.info({ left }, 'servers removed us unheard');
  return left;
}
