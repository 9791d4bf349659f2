import type { Deps } from '#core/deps.ts';
import type { Asker } from '../define-command.ts';
import { type Interaction, userOf } from './interaction.ts';
import { channelsOf } from './shortcomings.ts';
import { teamOf } from './team.ts';

/** Who is typing, or opens a form, and where. */
export const askerOf = (deps: Deps, interaction: Interaction): Asker => ({
  deps,
  user: { platform: 'discord', teamId: '', userId: userOf(interaction).id },
  team: teamOf(deps, interaction),
  channelIds: channelsOf(interaction),
});
