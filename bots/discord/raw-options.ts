import {
  type APIApplicationCommandInteractionDataOption,
  type APIChatInputApplicationCommandInteractionData,
  type APIInteractionDataResolved,
  ApplicationCommandOptionType as Option,
} from 'discord-api-types/v10';
import type { ImageReference, PersonReference } from '../define-command.ts';
import { nameOf } from './interaction.ts';

/** What a person filled in, by option name; attachments as where their bytes are, people as who they are. */
export function rawOptions(data: APIChatInputApplicationCommandInteractionData): Record<string, unknown> {
  return Object.fromEntries((data.options ?? []).map((option) => [option.name, filledIn(option, data.resolved ?? {})]));
}

function filledIn(option: APIApplicationCommandInteractionDataOption, resolved: APIInteractionDataResolved): unknown {
  switch (option.type) {
    case Option.Attachment: {
      const attachment = resolved.attachments?.[option.value];
      if (!attachment) return undefined;
      return { url: attachment.url, byteLength: attachment.size } satisfies ImageReference;
    }
    case Option.User: {
      const user = resolved.users?.[option.value];
      if (!user) return undefined;
      // Nobody is a member of a direct message.
      const isElsewhere = resolved.members?.[user.id] === undefined;
      return { userId: user.id, name: nameOf(user), isBot: user.bot ?? false, isElsewhere } satisfies PersonReference;
    }
    // Our commands have no others with something below them.
    case Option.Subcommand:
    case Option.SubcommandGroup:
      return undefined;
    default:
      return option.value;
  }
}
