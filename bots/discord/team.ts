import { ApplicationIntegrationType, InteractionContextType, PermissionFlagsBits } from 'discord-api-types/v10';
import type { Deps } from '#core/deps.ts';
import type { TeamHere } from '#core/teams/team-here.ts';
import { allows, type Interaction, memberName, userOf } from './interaction.ts';

/**
 * Only a person has installed us: in a server that has not, or among people.
 * https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-authorizing-integration-owners-object
 */
export const isBroughtAlong = ({ context, authorizing_integration_owners: installedBy }: Interaction): boolean =>
  context !== InteractionContextType.BotDM && installedBy[ApplicationIntegrationType.GuildInstall] === undefined;

/** The server an interaction came from, if it has installed us. Discord sends everything with it but the names of the roles. */
export function teamOf({ discordRoles }: Pick<Deps, 'discordRoles'>, interaction: Interaction): TeamHere | undefined {
  const { guild_id: guildId, member, authorizing_integration_owners: installedBy } = interaction;
  if (guildId === undefined || member === undefined) return undefined;
  // Only this person has installed us: the server is none of ours.
  if (installedBy[ApplicationIntegrationType.GuildInstall] === undefined) return undefined;
  return {
    platform: 'discord',
    externalId: guildId,
    memberName: memberName(userOf(interaction), member),
    myGroups: member.roles,
    whichOf: async (groupIds) => groupIds.filter((id) => member.roles.includes(id)),
    isManager: async () => allows(member.permissions, PermissionFlagsBits.ManageGuild),
    allGroups: () => discordRoles.list(guildId),
  };
}
