import {
  type ChatInputCommandInteraction,
  type CommandInteractionOption,
  ApplicationCommandOptionType as Option,
} from 'discord.js';
import type { ImageReference, PersonReference } from '../define-command.ts';
import { nameOf } from './person.ts';

/** What a person filled in, by option name; attachments as where their bytes are, people as who they are. */
export function rawOptions(interaction: ChatInputCommandInteraction): Record<string, unknown> {
  return Object.fromEntries(interaction.options.data.map((option) => [option.name, filledIn(option)]));
}

function filledIn({ type, value, attachment, user, member }: CommandInteractionOption): unknown {
  if (type === Option.Attachment && attachment) {
    const { url, size } = attachment;
    return { url, byteLength: size } satisfies ImageReference;
  }
  // Nobody is a member of a direct message.
  if (type === Option.User && user)
    return { userId: user.id, name: nameOf(user), isBot: user.bot, isElsewhere: !member } satisfies PersonReference;
  return value;
}
