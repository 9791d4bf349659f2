import {
  type APIApplicationCommand,
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandOption,
  ApplicationCommandType,
  ApplicationCommandOptionType as Option,
} from 'discord-api-types/v10';
import type { DiscordSnapshot } from '../../discord-snapshot.ts';
import type { SentFile } from '../../requests.ts';

/** A command that a person can type: `/project create` counts as a separate one. */
export interface Typeable {
  /** "project create" */
  name: string;
  description: string;
  options: APIApplicationCommandBasicOption[];
}

export function typeableCommands(commands: readonly APIApplicationCommand[]): Typeable[] {
  return commands
    .filter(({ type }) => type === ApplicationCommandType.ChatInput)
    .flatMap(({ name, description, options }) => leaves(name, description, options ?? []));
}

function leaves(name: string, description: string, options: readonly APIApplicationCommandOption[]): Typeable[] {
  const inner = options.flatMap((each) =>
    each.type === Option.Subcommand || each.type === Option.SubcommandGroup
      ? leaves(`${name} ${each.name}`, each.description, each.options ?? [])
      : [],
  );
  if (inner.length > 0) return inner;
  return [{ name, description, options: options.filter(isBasic) }];
}

const isBasic = (option: APIApplicationCommandOption): option is APIApplicationCommandBasicOption =>
  option.type !== Option.Subcommand && option.type !== Option.SubcommandGroup;

/** The content of an option's field: the text, and the value behind it if it was chosen from a list. */
export interface Filled {
  text: string;
  chosen?: string | number | boolean;
  file?: SentFile;
}

export type FormValues = Record<string, Filled>;
type OptionValue = string | number | boolean | SentFile;

/** The fixed choices of an option, if it has any. */
export function choicesOf(
  option: APIApplicationCommandBasicOption,
  { people, bot, guilds, guildId }: DiscordSnapshot,
): Array<{ name: string; value: string | number | boolean }> | undefined {
  switch (option.type) {
    case Option.Boolean:
      return [
        { name: 'True', value: true },
        { name: 'False', value: false },
      ];
    case Option.User:
    case Option.Mentionable:
      return [...people, bot].map(({ id, name }) => ({ name, value: id }));
    case Option.Channel:
      return (guilds.find(({ id }) => id === guildId)?.channels ?? []).map(({ id, name }) => ({
        name: `#${name}`,
        value: id,
      }));
    case Option.String:
    case Option.Integer:
    case Option.Number:
      return option.choices;
    case Option.Attachment:
    case Option.Role:
      return undefined;
  }
}

export const hasAutocomplete = (option: APIApplicationCommandBasicOption) =>
  'autocomplete' in option && option.autocomplete === true;

/** The value to send, or a sentence that says why there is none. Neither for an empty optional field. */
export function readOption(
  option: APIApplicationCommandBasicOption,
  filled: Filled | undefined,
  snapshot: DiscordSnapshot,
): { value?: OptionValue; problem?: string } {
  if (filled?.file) return { value: filled.file };
  const text = filled?.text.trim() ?? '';
  if (text === '') return option.required ? { problem: 'This option is required.' } : {};
  if (filled?.chosen !== undefined) return { value: filled.chosen };
  const choices = choicesOf(option, snapshot);
  if (choices) {
    const match = choices.find(({ name }) => name.toLowerCase() === text.toLowerCase());
    return match ? { value: match.value } : { problem: 'Choose one of the list.' };
  }
  if (option.type === Option.Integer || option.type === Option.Number) return readNumber(option, text);
  return { value: text };
}

function readNumber(
  option: Extract<APIApplicationCommandBasicOption, { type: Option.Integer | Option.Number }>,
  text: string,
): { value?: number; problem?: string } {
  const value = Number(text);
  const { min_value: least, max_value: most } = option as { min_value?: number; max_value?: number };
  if (!Number.isFinite(value)) return { problem: 'Enter a number.' };
  if (option.type === Option.Integer && !Number.isInteger(value)) return { problem: 'Enter a whole number.' };
  if (least !== undefined && value < least) return { problem: `Enter a number of at least ${least}.` };
  if (most !== undefined && value > most) return { problem: `Enter a number of at most ${most}.` };
  return { value };
}

/** All valid options; also used for autocomplete, when the rest may still be missing. */
export function filledOptions(
  command: Typeable,
  values: FormValues,
  snapshot: DiscordSnapshot,
): Record<string, OptionValue> {
  return Object.fromEntries(
    command.options.flatMap((option) => {
      const { value } = readOption(option, values[option.name], snapshot);
      return value === undefined ? [] : [[option.name, value]];
    }),
  );
}
