import { DiscordAPIError } from '@discordjs/rest';
import { type APIGuild, type APIGuildMember, PermissionFlagsBits, Routes } from 'discord-api-types/v10';
import type { DiscordRest } from './rest.ts';

/** Has Manage Server, by a role or as the owner. False if the person or the bot has left the server. */
export async function managesGuild(rest: DiscordRest, who: { guildId: string; userId: string }): Promise<boolean> {
  const { guildId, userId } = who;
  try {
    const [guild, member] = await Promise.all([
      rest.answers.bot.get(Routes.guild(guildId)) as Promise<APIGuild>,
      rest.answers.bot.get(Routes.guildMember(guildId, userId)) as Promise<APIGuildMember>,
    ]);
    const mayManage = PermissionFlagsBits.ManageGuild | PermissionFlagsBits.Administrator;
    // Everybody has the role whose id is the server's own.
    const mine = guild.roles.filter(({ id }) => id === guildId || member.roles.includes(id));
    return guild.owner_id === userId || mine.some(({ permissions }) => (BigInt(permissions) & mayManage) !== 0n);
  } catch (error) {
    if (error instanceof DiscordAPIError && (error.status === 403 || error.status === 404)) return false;
    throw error;
  }
}
