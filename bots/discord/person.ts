import type { Deps } from '#core/deps.ts';
import type { ChatPerson } from '#core/linking/person.ts';
import { workspaceName } from '#core/teams/workspace-name.ts';
import { type Interaction, nameOf, userOf } from './interaction.ts';

/** How Discord shows the person who sent this. The server's name does not come with it: we use the last one that we saved. */
export async function personOf(
  deps: Pick<Deps, 'db' | 'keys' | 'log'>,
  interaction: Pick<Interaction, 'member' | 'user' | 'guild_id'>,
): Promise<ChatPerson> {
  const user = userOf(interaction);
  const { guild_id: externalId } = interaction;
  return {
    name: nameOf(user),
    avatarPath: user.avatar === null ? null : `/avatars/${user.id}/${user.avatar}.png`,
    placeName: externalId === undefined ? null : await workspaceName(deps, { platform: 'discord', externalId }),
  };
}
