import type { Deps } from '#core/deps.ts';
import type { ChatPerson } from '#core/linking/person.ts';
import { type Interaction, nameOf, userOf } from './interaction.ts';

/** How Discord shows whoever sent this. The server's name does not come with it: it is the one that we wrote down last. */
export async function personOf({ db }: Pick<Deps, 'db'>, interaction: Interaction): Promise<ChatPerson> {
  const user = userOf(interaction);
  const { guild_id: externalId } = interaction;
  const guild =
    externalId === undefined
      ? null
      : await db.workspace.findUnique({
          where: { platform_externalId: { platform: 'discord', externalId } },
          select: { name: true },
        });
  return {
    name: nameOf(user),
    avatarPath: user.avatar === null ? null : `/avatars/${user.id}/${user.avatar}.png`,
    placeName: guild?.name || null,
  };
}
