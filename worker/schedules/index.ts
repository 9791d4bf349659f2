import type { Deps } from '#core/deps.ts';
import type { ScheduleName } from '#core/schedules/catalogue.ts';
import { audit } from './audit.ts';
import { discordGuilds } from './discord-guilds.ts';
import { expire } from './expire.ts';
import { reconcile } from './reconcile.ts';
import { slackInstalls } from './slack-installs.ts';
import { sweep } from './sweep.ts';

/** One for every schedule in core/schedules/catalogue.ts. Each says how much it had to put right. */
export const runs: Record<ScheduleName, (deps: Deps) => Promise<number>> = {
  sweep,
  audit,
  expire,
  reconcile,
  'discord-guilds': discordGuilds,
  'slack-installs': slackInstalls,
};
