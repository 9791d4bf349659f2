import type { Deps } from '#core/deps.ts';
import { startDiscord } from './discord/start.ts';
import { startSlack } from './slack/start.ts';

export async function startBots(deps: Deps): Promise<{ stop(): Promise<void> }> {
  const slack = await startSlack(deps);
  try {
    const discord = await startDiscord(deps);
    return { stop: async () => void (await Promise.all([discord.stop(), slack.stop()])) };
  } catch (error) {
    await slack.stop();
    throw error;
  }
}
