import type { Deps } from '#core/deps.ts';
import { discordGuilds as look } from '../schedules/discord-guilds.ts';

export async function discordGuilds(deps: Deps): Promise<undefined> {
  await look(deps);
}
