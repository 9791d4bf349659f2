import {
  type APIApplicationCommandBasicOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord-api-types/v10';
import { type Command, describeOptions, type OptionDescription } from '../define-command.ts';

/** A command in Discord's own format, for registration. */
export function discordCommand(command: Command): RESTPostAPIChatInputApplicationCommandsJSONBody {
  const options = describeOptions(command);
  return {
    type: ApplicationCommandType.ChatInput,
    name: command.name,
    description: command.description,
    // Discord wants required options first.
    options: [...options.filter((o) => o.required), ...options.filter((o) => !o.required)].map(discordOption),
    integration_types: [ApplicationIntegrationType.GuildInstall],
    contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
  };
}

function discordOption(option: OptionDescription): APIApplicationCommandBasicOption {
  const { name, description, required, choices, min, max } = option;
  const common = { name, description, required };
  switch (option.type) {
    case 'image':
      return { ...common, type: ApplicationCommandOptionType.Attachment };
    case 'person':
      return { ...common, type: ApplicationCommandOptionType.User };
    case 'integer':
      return {
        ...common,
        type: ApplicationCommandOptionType.Integer,
        ...(min === undefined ? {} : { min_value: min }),
        ...(max === undefined ? {} : { max_value: max }),
      };
    case 'string':
      if (option.suggests) return { ...common, type: ApplicationCommandOptionType.String, autocomplete: true };
      return {
        ...common,
        type: ApplicationCommandOptionType.String,
        ...(choices.length > 0 ? { choices: choices.map((value) => ({ name: value, value })) } : {}),
        ...(min === undefined || choices.length > 0 ? {} : { min_length: min }),
        ...(max === undefined || choices.length > 0 ? {} : { max_length: max }),
      };
  }
}
