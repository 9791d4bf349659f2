import type { BaseInteraction, User } from 'discord.js';
import type { ChatPerson } from '#core/linking/person.ts';

/** How Discord shows whoever sent this. */
export function personOf({ user, guild }: BaseInteraction): ChatPerson {
  return {
    name: nameOf(user),
    avatarPath: user.avatar === null ? null : `/avatars/${user.id}/${user.avatar}.png`,
    placeName: guild?.name ?? null,
  };
}

export const nameOf = (user: User): string => user.globalName ?? user.username;
