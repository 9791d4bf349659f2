import { type APIRole, Routes } from 'discord-api-types/v10';
import type { Group } from '../../teams/team-here.ts';
import type { DiscordRest } from './rest.ts';

/** The roles of a server that people can have. */
export interface DiscordRoles {
  list(guildId: string): Promise<Group[]>;
}

/** Each typed letter asks for the roles, and a list this old is good enough. */
const keepMs = 30_000;
const mostGuilds = 500;

export function createDiscordRoles(
  { rest }: { rest: DiscordRest },
  now: () => number = () => performance.now(),
): DiscordRoles {
  const known = new Map<string, { groups: Promise<Group[]>; readAt: number }>();

  async function read(guildId: string): Promise<Group[]> {
    const roles = (await rest.answers.bot.get(Routes.guildRoles(guildId))) as APIRole[];
    // Everybody has the role whose id is the server's own; a bot's role belongs to no person.
    return roles
      .filter((role) => role.id !== guildId && role.tags?.bot_id === undefined)
      .map(({ id, name }) => ({ id, name }));
  }

  return {
    list(guildId) {
      const before = known.get(guildId);
      if (before && now() - before.readAt < keepMs) return before.groups;
      if (known.size >= mostGuilds) known.clear();
      const groups = read(guildId);
      known.set(guildId, { groups, readAt: now() });
      // A failed request is not kept: the next call asks again.
      groups.catch(() => known.delete(guildId));
      return groups;
    },
  };
}
