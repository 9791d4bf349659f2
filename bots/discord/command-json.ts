import {
  type APIApplicationCommandBasicOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
  type RESTPostAPIContextMenuApplicationCommandsJSONBody,
} from 'discord-api-types/v10';
import type { Field } from '#core/chat/card/form.ts';
import { cut } from '#core/chat/cut.ts';
import { type Command, describeOptions } from '../define-command.ts';
import type { MessageCommand } from '../message/commands.ts';

/** A command in Discord's own format, for registration. */
export function discordCommand(command: Command): RESTPostAPIChatInputApplicationCommandsJSONBody {
  const options = describeOptions(command);
  return {
    type: ApplicationCommandType.ChatInput,
    name: command.name,
    description: command.description,
    // Discord wants required options first.
    options: [...options.filter((o) => o.required), ...options.filter((o) => !o.required)].map(discordOption),
    ...(command.isOfPlace ? ofServers : everywhere),
  };
}

/** What the menu of a message offers, wherever somebody reads it. */
export const discordMessageCommand = ({
  label,
}: MessageCommand): RESTPostAPIContextMenuApplicationCommandsJSONBody => ({
  type: ApplicationCommandType.Message,
  name: label,
  ...everywhere,
});

/** https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-option-structure */
const mostDescription = 100;

function discordOption(field: Field): APIApplicationCommandBasicOption {
  const { name, description, required } = field;
  const common = { name, description, required };
  switch (field.type) {
    case 'image':
      return { ...common, type: ApplicationCommandOptionType.Attachment };
    case 'person':
      return { ...common, type: ApplicationCommandOptionType.User };
    case 'number':
      return {
        ...common,
        type: ApplicationCommandOptionType.Integer,
        ...(field.min === undefined ? {} : { min_value: field.min }),
        ...(field.max === undefined ? {} : { max_value: field.max }),
      };
    case 'choice': {
      const choices = field.choices.map((value) => ({ name: field.labels?.[value] ?? value, value }));
      return { ...common, type: ApplicationCommandOptionType.String, choices };
    }
    // A command's option takes one value: several are typed, separated by commas.
    case 'flags': {
      const values = `${description}: ${field.choices.join(', ')}`;
      return { ...common, description: cut(values, mostDescription), type: ApplicationCommandOptionType.String };
    }
    case 'text':
      if (field.suggests) return { ...common, type: ApplicationCommandOptionType.String, autocomplete: true };
      return {
        ...common,
        type: ApplicationCommandOptionType.String,
        ...(field.min === undefined ? {} : { min_length: field.min }),
        ...(field.max === undefined ? {} : { max_length: field.max }),
      };
  }
}

/** Where the server has installed us. */
const ofServers = {
  integration_types: [ApplicationIntegrationType.GuildInstall],
  contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
};

/** Also where a person has: in every server, and in direct messages with others. */
const everywhere = {
  integration_types: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
  contexts: [InteractionContextType.Guild, InteractionContextType.BotDM, InteractionContextType.PrivateChannel],
};
