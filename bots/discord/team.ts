import { type BaseInteraction, PermissionFlagsBits } from 'discord.js';
import type { TeamHere } from '#core/teams/team-here.ts';

/** The server an interaction came from. Discord tells everything with it, and the roles' names with the server. */
export function teamOf(interaction: BaseInteraction): TeamHere | undefined {
  const { guildId, guild, member, memberPermissions } = interaction;
  if (guildId === null || member === null) return undefined;
  const myGroups = Array.isArray(member.roles) ? member.roles : [...member.roles.cache.keys()];
  return {
    platform: 'discord',
    externalId: guildId,
    memberName: ('nickname' in member ? member.nickname : member.nick) ?? interaction.user.displayName,
    myGroups,
    whichOf: async (groupIds) => groupIds.filter((id) => myGroups.includes(id)),
    isManager: async () => memberPermissions?.has(PermissionFlagsBits.ManageGuild) ?? false,
    // Everybody is in the role that has the server's own id; a bot's role is no person's.
    allGroups: async () =>
      [...(guild?.roles.cache.values() ?? [])]
        .filter((role) => role.id !== guildId && role.tags?.botId === undefined)
        .map(({ id, name }) => ({ id, name })),
  };
}
